package org.zhixing.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of the view that turns grants into organisations; read in predicates only. */
@Entity
@Immutable
@IdClass(GrantedOrganization.Key.class)
class GrantedOrganization {
    /** A grant reaches an organisation once. */
    record Key(UUID grantId, UUID organizationId) {}

    @Id
    private UUID grantId;

    @Id
    private UUID organizationId;

    private UUID accountId;

    @Enumerated(EnumType.STRING)
    private Role role;

    private UUID rootId;
    private int rootDepth;
}
