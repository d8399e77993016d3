package org.zhixing.progress;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.PROGRESS;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** The five haves (五有) of one branch, and the records behind each. STU-8. */
@Path("/api/v1/branches/{id}/five-haves")
@Tag(name = PROGRESS)
@RunOnVirtualThread
public class BranchFiveHavesResource {
    @Inject
    FiveHavesCells haves;

    @Inject
    FiveHavesRecords records;

    @Inject
    Organizations organizations;

    /** A record behind a cell: a session, or what a member has handed in. */
    @Schema(name = "FiveHavesRecord")
    public record RecordView(
            FiveHavesRecords.@NotNull Kind resource,

            @Schema(nullable = true, description = "没有时为空 Null where there is none") @Nullable
            UUID id,

            @Schema(nullable = true, examples = "专题学习：牢记宗旨，服务群众") @Nullable
            String title,

            @Schema(nullable = true) @Nullable MemberRef member,

            @Schema(nullable = true, examples = "2026-03-03") @Nullable
            LocalDate on,

            @Schema(description = "算数 It counts") boolean proves,
            @Schema(nullable = true) FiveHaves.@Nullable Lack lack) {
        static RecordView of(FiveHavesRecords.Found f) {
            return new RecordView(f.kind(), f.id(), f.title(), f.member(), f.on(), f.lack() == null, f.lack());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(operationId = "getFiveHaves", summary = "支部五有 The five haves of a branch, counted from records")
    public FiveHavesCells.FiveHavesView get(UUID id, @BeanParam FiveHavesCells.Asked asked) {
        return haves.views(haves.campaign(asked), List.of(branch(id)), asked.phase)
                .getFirst();
    }

    @GET
    @Path("/{code}/records")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, CLIENT})
    @Transactional
    @Operation(
            operationId = "listFiveHavesRecords",
            summary = "五有的依据 The records behind one of the five haves: every session, or every member")
    public Page<RecordView> records(
            UUID id, FiveHaves.Code code, @BeanParam FiveHavesCells.Asked asked, @Valid @BeanParam Paging paging) {
        Campaign campaign = haves.campaign(asked);
        branch(id);
        PhaseKind phase = haves.phases(campaign, List.of(id), asked.phase).get(id);
        return (code.ofSessions()
                        ? records.ofSessions(code, id, campaign.id(), phase, paging)
                        : records.ofMembers(code, id, campaign.id(), phase, paging))
                .map(RecordView::of);
    }

    private Organization branch(UUID id) {
        return organizations
                .withinScope()
                .where("o.id = :id", "id", id)
                .where("o.kind = BRANCH")
                .one();
    }
}
