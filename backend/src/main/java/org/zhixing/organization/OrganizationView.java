package org.zhixing.organization;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A node of the tree. */
@Schema(name = "Organization")
public record OrganizationView(
        @NotNull UUID id,
        @NotNull @Schema(examples = "CJ-02") String code,
        @NotNull @Schema(examples = "柳溪村党支部") String name,
        @NotNull Organization.Kind kind,
        @Schema(nullable = true) @Nullable OrgRef parent,

        @NotNull @Schema(description = "上级组织，由高到低 Ancestors within reach, from above")
        List<OrgRef> ancestors,

        @Schema(nullable = true, examples = "农业") @Nullable String trade,

        @Schema(description = "本组织及下级的在册党员数 Active members in the subtree", examples = "38")
        long memberCount,

        @Schema(description = "下级支部数 Branches in the subtree", examples = "1")
        long branchCount,

        boolean hasChildren,
        boolean closed,

        @Schema(nullable = true, examples = "1998-07-01") @Nullable
        LocalDate establishedOn) {

    static OrganizationView of(Organization o, List<Organization> ancestors, Organizations.Size size) {
        return new OrganizationView(
                o.id(),
                o.code(),
                o.name(),
                o.kind(),
                OrgRef.of(o.parent()),
                ancestors.stream().map(OrgRef::of).toList(),
                o.trade(),
                size.members(),
                size.branches(),
                size.hasChildren(),
                o.isClosed(),
                o.establishedOn());
    }
}
