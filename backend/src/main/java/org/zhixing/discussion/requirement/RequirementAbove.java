package org.zhixing.discussion.requirement;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Member;
import org.zhixing.organization.OrgRef;

/** The higher organisation's requirement that another spells out. DIS-6. */
@Schema(name = "RequirementAbove")
public record RequirementAbove(
        @NotNull UUID id,

        @NotNull @Schema(examples = "党员联系服务群众，每月至少一次。") String text,

        @NotNull OrgRef organization,
        @Schema(nullable = true) Member.@Nullable Category forCategory,

        @Schema(nullable = true, examples = "农业") @Nullable String forTrade) {
    public static @Nullable RequirementAbove of(@Nullable Requirement r) {
        return r == null
                ? null
                : new RequirementAbove(r.id(), r.text(), OrgRef.known(r.organization()), r.forCategory(), r.forTrade());
    }
}
