package org.zhixing.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of the view that turns grants into organisations; read in predicates only. */
@Entity
@Immutable
class GrantedOrganization {
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
