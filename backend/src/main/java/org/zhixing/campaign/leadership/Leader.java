package org.zhixing.campaign.leadership;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody of a leading group: a member of the tree, or anybody by name. */
@Embeddable
class Leader {
    /** 组长、副组长、成员. */
    @Schema(name = "LeaderPart")
    public enum Part {
        HEAD,
        DEPUTY,
        MEMBER
    }

    @Enumerated(EnumType.STRING)
    private Part part;

    private @Nullable UUID memberId;
    private String name;
    private @Nullable String post;

    protected Leader() {}

    Leader(Part part, Person person) {
        this.part = part;
        this.memberId = person.memberId();
        this.name = person.name();
        this.post = person.post();
    }

    Part part() {
        return part;
    }

    @Nullable
    UUID memberId() {
        return memberId;
    }

    String name() {
        return name;
    }

    @Nullable
    String post() {
        return post;
    }
}
