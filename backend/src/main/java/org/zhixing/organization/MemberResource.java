package org.zhixing.organization;

import static org.zhixing.identity.Role.Names.CLIENT;
import static org.zhixing.identity.Role.Names.LEADER;
import static org.zhixing.identity.Role.Names.MEMBER;
import static org.zhixing.identity.Role.Names.OFFICE;
import static org.zhixing.identity.Role.Names.RECORDER;
import static org.zhixing.identity.Role.Names.SECRETARY;
import static org.zhixing.identity.Role.Names.SUPERVISOR;
import static org.zhixing.platform.openapi.Tags.ORGANIZATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.identity.Scope;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Members, where they belong and belonged, and the audited look at their numbers. */
@Path("/api/v1/members")
@Tag(name = ORGANIZATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MemberResource {
    private static final String PHONE = "\\+?[0-9 -]{5,20}";

    @Inject
    Members members;

    @Inject
    Organizations organizations;

    @Inject
    Scope scope;

    @Inject
    Keyring keys;

    @Inject
    AuditTrail audit;

    @Inject
    MergePatch mergePatch;

    /** A new member of a branch. */
    public record NewMember(
            @NotNull UUID branchId,

            @NotNull @Length(min = 1, max = 60) @Schema(examples = "陈志强")
            String name,

            @Schema(nullable = true, description = "GB 11643", examples = "990001197605123415") @Nullable
            String idNumber,

            @Schema(nullable = true, examples = "19900001234") @Pattern(regexp = PHONE) @Nullable
            String phone,

            @NotNull Member.Category category,
            @NotNull Member.Stage stage,
            @Schema(nullable = true) @Nullable Boolean floating,

            @Schema(nullable = true, examples = "2003-06-28") @Nullable
            LocalDate joinedOn,

            @Schema(nullable = true, examples = "组织委员") @Length(max = 60) @Nullable
            String post,

            @Schema(nullable = true, description = "编入本支部的日期，默认今天 Belongs to the branch since", examples = "2026-03-01")
            @Nullable
            LocalDate memberSince) {}

    /** What may be corrected of a member. */
    public record MemberChange(
            @NotNull @Length(min = 1, max = 60) @Schema(examples = "陈志强")
            String name,

            @Schema(nullable = true, examples = "19900001234") @Pattern(regexp = PHONE) @Nullable
            String phone,

            @NotNull Member.Category category,
            @NotNull Member.Stage stage,
            @NotNull Boolean floating,

            @Schema(nullable = true, examples = "组织委员") @Length(max = 60) @Nullable
            String post,

            @Schema(nullable = true, examples = "2003-06-28") @Nullable
            LocalDate joinedOn) {}

    /** A move to another branch. */
    public record NewTransfer(
            @NotNull UUID toBranchId,
            @NotNull @Schema(examples = "2026-03-15") LocalDate on,

            @Schema(nullable = true, examples = "工作调动") @Length(max = 200) @Nullable
            String reason) {}

    /** Why the numbers are needed. */
    public record DisclosureRequest(
            @NotNull @Length(min = 4, max = 200) @Schema(examples = "核对党员花名册")
            String reason) {}

    /** The numbers in clear. */
    public record Disclosure(
            @Schema(nullable = true, examples = "990001197605123415") @Nullable
            String idNumber,

            @Schema(nullable = true, examples = "19900001234") @Nullable
            String phone) {}

    /** A number to look somebody up by. */
    public record Lookup(
            @NotNull @Schema(examples = "990001197605123415") @Length(max = 40)
            String idNumber) {}

    /** A period in a branch. */
    @Schema(name = "Membership")
    public record MembershipView(
            @NotNull OrgRef branch,
            @NotNull @Schema(examples = "2019-05-01") LocalDate from,

            @Schema(nullable = true, description = "不含当日 Exclusive", examples = "2026-03-15") @Nullable
            LocalDate to,

            @Schema(nullable = true, examples = "工作调动") @Nullable
            String reason) {}

    /** Filters of the list. */
    public static class Filter {
        @QueryParam("organization")
        public @Nullable UUID organization;

        @QueryParam("q")
        @Length(max = 60)
        public @Nullable String q;

        @QueryParam("category")
        public Member.@Nullable Category category;

        @QueryParam("stage")
        public Member.@Nullable Stage stage;

        @QueryParam("state")
        public Member.@Nullable State state;

        @QueryParam("floating")
        public @Nullable Boolean floating;
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listMembers", summary = "党员列表 Members, by name in pinyin order")
    public Page<MemberView> list(@Valid @BeanParam Filter filter, @Valid @BeanParam Paging paging) {
        return members.withinScope()
                .where(
                        "exists (select 1 from Organization top where top.id = :top and b.path >= top.path and b.path < top.pathEnd)",
                        "top",
                        filter.organization)
                .where("m.category = :category", "category", filter.category)
                .where("m.stage = :stage", "stage", filter.stage)
                .where("m.state = :state", "state", filter.state == null ? Member.State.ACTIVE : filter.state)
                .where("m.floating = :floating", "floating", filter.floating)
                .containing("m.name", "q", filter.q)
                .page(paging, Order.named(paging.sort, Members.BY_NAME, Members.NEWEST))
                .map(MemberView::of);
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, CLIENT})
    @Writes
    @Operation(operationId = "createMember", summary = "新增党员 A new member of a branch")
    @APIResponseSchema(value = MemberView.class, responseCode = "201", responseDescription = "已建立 Created")
    public RestResponse<MemberView> create(@NotNull @Valid NewMember body) {
        Organization branch = organizations.branchNamed(body.branchId(), "/branchId");
        IdNumber number = body.idNumber() == null ? null : readable(body.idNumber());
        Member member = members.join(
                branch,
                new Member.Editable(
                        body.name(),
                        body.phone(),
                        body.category(),
                        body.stage(),
                        Boolean.TRUE.equals(body.floating()),
                        body.post(),
                        body.joinedOn()),
                number,
                body.memberSince());
        members.flush();
        return Answer.created("members", member.id(), MemberView.of(member), member);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getMember", summary = "党员 One member, numbers masked")
    public RestResponse<MemberView> get(UUID id) {
        Member member = members.get(id);
        return Answer.of(MemberView.of(member), member);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY, CLIENT})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateMember", summary = "修改党员信息 Correct a member's facts")
    public RestResponse<MemberView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = MemberChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Member member = members.get(id);
        precondition.holds(member);
        Member.Editable now = member.editable(keys);
        MemberChange change = mergePatch.apply(
                new MemberChange(
                        now.name(),
                        now.phone(),
                        now.category(),
                        now.stage(),
                        now.floating(),
                        now.post(),
                        now.joinedOn()),
                body);
        member.edit(
                new Member.Editable(
                        change.name(),
                        change.phone(),
                        change.category(),
                        change.stage(),
                        change.floating(),
                        change.post(),
                        change.joinedOn()),
                keys);
        members.flush();
        return Answer.of(MemberView.of(member), member);
    }

    @GET
    @Path("/{id}/memberships")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listMemberships", summary = "组织关系 Where a member belonged, latest first")
    public Page<MembershipView> memberships(UUID id, @Valid @BeanParam Paging paging) {
        members.get(id);
        return members.periods(id)
                .page(paging, Order.named(paging.sort, Members.LATEST_PERIOD))
                .map(p -> new MembershipView(OrgRef.known(p.branch()), p.from(), p.to(), p.reason()));
    }

    @POST
    @Path("/{id}/transfers")
    @RolesAllowed({OFFICE, SECRETARY, CLIENT})
    @Writes
    @Operation(operationId = "transferMember", summary = "转移组织关系 Move a member to another branch")
    @APIResponseSchema(value = MemberView.class, responseCode = "201", responseDescription = "已转移 Moved")
    public RestResponse<MemberView> transfer(UUID id, @NotNull @Valid NewTransfer body) {
        Member member = members.get(id);
        Organization to = organizations.branchNamed(body.toBranchId(), "/toBranchId");
        members.transfer(member, to, body.on(), body.reason());
        members.flush();
        return Answer.created("members", member.id(), MemberView.of(member), member);
    }

    @POST
    @Path("/{id}/disclosures")
    @RolesAllowed({OFFICE, SECRETARY, CLIENT})
    @Writes
    @Operation(operationId = "discloseMember", summary = "查看证件和电话号码 See the numbers in clear; the reading is recorded")
    public Disclosure disclose(UUID id, @NotNull @Valid DisclosureRequest body) {
        Member member = members.get(id);
        audit.because(body.reason());
        audit.read("Member", member.id(), member.branch().id(), List.of("idNumber", "phone"));
        return new Disclosure(member.idNumber(keys), member.phone(keys));
    }

    @POST
    @Path("/lookups")
    @RolesAllowed({OFFICE, SECRETARY, CLIENT})
    @Writes
    @Operation(operationId = "lookUpMember", summary = "按身份证号查找 Find a member by ID number; the look-up is recorded")
    public RestResponse<MemberView> lookUp(@NotNull @Valid Lookup body) {
        Member member = members.byIdNumber(readable(body.idNumber())).orElseThrow(Refused::notFound);
        audit.read("Member", member.id(), member.branch().id(), List.of("idNumber"));
        return Answer.of(MemberView.of(member), member);
    }

    private static IdNumber readable(String raw) {
        String fault = IdNumber.fault(raw);
        if (fault != null) {
            throw Refused.field("/idNumber", fault);
        }
        return IdNumber.of(raw).orElseThrow();
    }
}
