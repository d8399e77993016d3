package org.zhixing.progress.burden;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.PROGRESS;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.problem.Words;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** What filling in costs the branches. It is about the work, never about a person: none is kept. BUR-1. */
@Path("/api/v1/burden")
@Tag(name = PROGRESS)
@RunOnVirtualThread
public class BurdenResource {
    private static final int MOST_KINDS = 50;
    private static final Order<Organization> BY_NAME =
            Order.ascending("name", "o.name", String.class, Organization::name, "o.id", Organization::id);

    @Inject
    EntryTimes times;

    @Inject
    AskedAgain asked;

    @Inject
    Organizations organizations;

    @Inject
    Scope scope;

    @Inject
    Words words;

    @Context
    HttpHeaders headers;

    /** A week's entry. */
    public record BurdenWeek(
            @NotNull @Schema(description = "星期一 The Monday", examples = "2026-03-23")
            LocalDate week,

            @Schema(description = "填报次数 Entries", examples = "41")
            long entries,

            @Schema(description = "填报用时合计，秒 Seconds of entry in all", examples = "5340")
            long seconds,

            @Schema(description = "每个支部平均用时，秒 Seconds of entry for each branch", examples = "762")
            long secondsPerBranch) {}

    /** An organisation's entry with all below it. */
    public record OrganizationBurden(
            @NotNull OrgRef organization,

            @Schema(description = "支部数 Branches", examples = "7")
            long branches,

            @Schema(description = "每个支部平均每周用时，秒 Seconds of entry for each branch and week", examples = "1480")
            long secondsPerBranchAndWeek) {}

    /** What filling in cost an organisation and those directly below it. */
    public record Burden(
            @NotNull OrganizationBurden self,
            @NotNull List<BurdenWeek> weeks,
            @NotNull Page<OrganizationBurden> children) {}

    /** A kind of entry. */
    public record EntryKind(
            @NotNull @Schema(description = "接口操作名 The operation", examples = "writeMinutes")
            String operation,

            @Schema(examples = "38") long entries,

            @Schema(description = "用时合计，秒 Seconds in all", examples = "9120")
            long seconds) {}

    /** A fact that is asked for twice. */
    public record RepeatedField(
            @NotNull @Schema(examples = "post") String field,

            @NotNull @Schema(description = "哪些表单都要填 The forms that ask for it")
            List<String> operations,

            @NotNull @Schema(description = "为什么，如何去掉 Why, and what would end it", examples = "名册里没有的领导需另填姓名和职务")
            String reason) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER})
    @Transactional
    @Operation(
            operationId = "getBurden",
            summary = "填报负担 Minutes of entry by branch and week, of an organisation and those directly below it")
    public Burden get(
            @QueryParam("organization") @Nullable UUID organizationId,
            @QueryParam("weeks") @DefaultValue("8") @Min(1) @Max(53) int weeks,
            @Valid @BeanParam Paging paging) {
        Organization self = organizations.get(organizationId == null ? scope.highest() : organizationId);
        LocalDate to = times.thisWeek();
        LocalDate from = to.minusWeeks(weeks - 1L);
        Page<Organization> children = organizations.directlyBelow(self).page(paging, Order.named(paging.sort, BY_NAME));
        List<UUID> ids =
                new ArrayList<>(children.items().stream().map(Organization::id).toList());
        ids.add(self.id());
        Map<UUID, Long> seconds = times.seconds(ids, from, to);
        Map<UUID, Long> branches = times.branches(ids);
        long ofSelf = branches.getOrDefault(self.id(), 0L);
        return new Burden(
                burden(self, seconds, branches, weeks),
                times.weeks(self.id(), from, to).stream()
                        .map(w -> new BurdenWeek(w.week(), w.entries(), w.seconds(), share(w.seconds(), ofSelf)))
                        .toList(),
                children.map(o -> burden(o, seconds, branches, weeks)));
    }

    private static OrganizationBurden burden(
            Organization o, Map<UUID, Long> seconds, Map<UUID, Long> branches, int weeks) {
        long of = branches.getOrDefault(o.id(), 0L);
        return new OrganizationBurden(OrgRef.known(o), of, share(seconds.getOrDefault(o.id(), 0L), of * weeks));
    }

    /** Rounded; an organisation without branches is taken for one. */
    private static long share(long seconds, long among) {
        return Math.round((double) seconds / Math.max(among, 1));
    }

    @GET
    @Path("/kinds")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER})
    @Transactional
    @Operation(
            operationId = "listEntryKinds",
            summary =
                    "最费时的填报 The kinds of entry that take the caller's whole tree longest, at most 50; none with fewer than 5 entries")
    public Page<EntryKind> kinds(@QueryParam("weeks") @DefaultValue("8") @Min(1) @Max(53) int weeks) {
        LocalDate to = times.thisWeek();
        return Page.whole(times.kinds(scope.highest(), to.minusWeeks(weeks - 1L), to, MOST_KINDS).stream()
                .map(k -> new EntryKind(k.operation(), k.entries(), k.seconds()))
                .toList());
    }

    @GET
    @Path("/repeated-fields")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER})
    @Operation(operationId = "listRepeatedFields", summary = "重复填写的内容 Facts that two forms ask for, and why")
    public Page<RepeatedField> repeated() {
        boolean english = words.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE))
                .equals(Locale.ENGLISH);
        return Page.whole(asked.askedAgain().stream()
                .map(f -> new RepeatedField(f.name(), f.operations(), english ? f.en() : f.zh()))
                .toList());
    }
}
