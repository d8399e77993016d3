package org.zhixing.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** A node of the tree. Its path holds the way from the root; whoever's path begins with it lies below. ORG-1. */
@Entity
public class Organization implements Versioned {
    /** What a node is; the order is from above to below, and a node's kind is never above its parent's. */
    @Schema(name = "OrganizationKind")
    public enum Kind {
        MUNICIPAL_COMMITTEE,
        WORK_COMMITTEE,
        COMMITTEE,
        GENERAL_BRANCH,
        BRANCH
    }

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "parent_id")
    private @Nullable Organization parent;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String code;
    private String name;
    private @Nullable String trade;
    private @Nullable LocalDate establishedOn;
    private @Nullable LocalDate closedOn;
    private String path;

    @Column(insertable = false, updatable = false)
    private String pathEnd;

    private int depth;

    @Version
    private long version;

    protected Organization() {}

    /** @param node a number no other node has, from the database's sequence */
    public Organization(@Nullable Organization parent, Kind kind, long node, String code, Editable facts) {
        if (parent != null && (parent.kind == Kind.BRANCH || kind.compareTo(parent.kind) < 0)) {
            throw Refused.field("/parentId", "organization/kind-under", parent.kind);
        }
        this.id = Ids.next();
        this.parent = parent;
        this.kind = kind;
        this.code = Text.name(code);
        this.path = (parent == null ? "/" : parent.path) + Long.toString(node, 36) + "/";
        this.depth = parent == null ? 0 : parent.depth + 1;
        edit(facts);
    }

    /** The facts that may be corrected. */
    public record Editable(
            String name, @Nullable String trade, @Nullable LocalDate establishedOn) {}

    void edit(Editable facts) {
        this.name = Text.name(facts.name());
        this.trade = facts.trade() == null ? null : Text.name(facts.trade());
        this.establishedOn = facts.establishedOn();
    }

    public UUID id() {
        return id;
    }

    public @Nullable Organization parent() {
        return parent;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public String name() {
        return name;
    }

    public @Nullable String trade() {
        return trade;
    }

    @Nullable
    public LocalDate establishedOn() {
        return establishedOn;
    }

    public boolean isClosed() {
        return closedOn != null;
    }

    public boolean isBranch() {
        return kind == Kind.BRANCH;
    }

    /** The bound of the subtree: a descendant's path lies from {@link #path} up to, not including, this. */
    public String pathEnd() {
        return pathEnd;
    }

    public String path() {
        return path;
    }

    @Override
    public long version() {
        return version;
    }
}
