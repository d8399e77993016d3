package org.zhixing.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** An organisation as this feature sees it: something with a name at which roles are held. */
@Entity
@Immutable
@Table(name = "organization")
class Place {
    @Id
    private UUID id;

    private String name;
    private String kind;
    private int depth;
    private String path;

    @org.hibernate.annotations.Generated
    private String pathEnd;

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    String kind() {
        return kind;
    }

    int depth() {
        return depth;
    }
}
