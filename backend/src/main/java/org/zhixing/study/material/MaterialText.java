package org.zhixing.study.material;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.audit.NotRecorded;

/** What of a material can be searched. Derived, written by {@link MaterialTexts}; its words are known to SQL alone. */
@Entity
@Immutable
@NotRecorded
class MaterialText {
    @Id
    private UUID materialId;

    private String text;

    protected MaterialText() {}

    UUID materialId() {
        return materialId;
    }

    String text() {
        return text;
    }
}
