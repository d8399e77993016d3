package org.zhixing.discussion.requirement;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** That a requirement came from another, by merging or splitting. DIS-3. */
@Entity
@Immutable
@IdClass(RequirementLineage.Key.class)
class RequirementLineage {
    /** A requirement comes from another once. */
    record Key(UUID childId, UUID parentId) {}

    @Id
    private UUID childId;

    @Id
    private UUID parentId;

    protected RequirementLineage() {}

    RequirementLineage(Requirement child, Requirement parent) {
        this.childId = child.id();
        this.parentId = parent.id();
    }
}
