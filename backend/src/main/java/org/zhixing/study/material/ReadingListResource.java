package org.zhixing.study.material;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** What is to be read (应读), phase by phase. */
@Path("/api/v1/reading-list")
@Tag(name = STUDY)
@RunOnVirtualThread
public class ReadingListResource {
    @Inject
    Materials materials;

    @Inject
    Members members;

    @Inject
    Scope scope;

    /** One thing to read. */
    @Schema(name = "ReadingListEntry")
    public record Entry(
            @NotNull MaterialRef material,
            @NotNull PhaseKind phase,

            @NotNull @Schema(description = "空则为全体党员 Empty for everybody")
            Set<Member.Category> categories,

            @Schema(description = "必读，否则选读 Must be read, else recommended", examples = "true")
            boolean required,

            @Schema(description = "阅读顺序 Order of reading", examples = "10")
            int position) {
        static Entry of(MaterialAssignment a) {
            return new Entry(MaterialRef.of(a.material()), a.phase(), a.categories(), a.isRequired(), a.position());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listReadingList", summary = "应读材料 What is to be read, phase by phase")
    public Page<Entry> list(
            @QueryParam("campaign") @Nullable UUID campaign,
            @QueryParam("phase") @Nullable PhaseKind phase,
            @QueryParam("category")
                    @Parameter(description = "党员类别，党员默认为自己的类别 Category; a member's own where none is given")
                    Member.@Nullable Category category,
            @Valid @BeanParam Paging paging) {
        var listing = materials
                .readingList()
                .where("m.campaign.id = :campaign", "campaign", campaign)
                .where("a.phase = :phase", "phase", phase);
        Member.Category reader = category == null ? ownCategory() : category;
        if (reader != null) {
            listing.where(MaterialAssignment.isFor(reader));
        }
        return listing.page(paging, Order.named(paging.sort, Materials.TO_READ)).map(Entry::of);
    }

    private Member.@Nullable Category ownCategory() {
        UUID member = scope.actor().memberId();
        return member == null
                ? null
                : members.byId(List.of(member)).values().stream()
                        .map(Member::category)
                        .findFirst()
                        .orElse(null);
    }
}
