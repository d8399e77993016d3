package org.zhixing.rectification;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.RECTIFICATION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.platform.idempotency.DryRun;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Problems;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.problem.Words;

/** Changes many items at once: each that may be changed is, each that may not is named with the reason. */
@Path("/api/v1/rectification-items/bulk-changes")
@Tag(name = RECTIFICATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BulkChangeResource {
    @Inject
    Ledger ledger;

    @Inject
    Members members;

    @Inject
    Words words;

    @Inject
    Clock clock;

    @Context
    HttpHeaders headers;

    /** What became, or would become, of an item. */
    @Schema(name = "BulkOutcomeKind")
    public enum Outcome {
        CHANGED,
        UNCHANGED,
        REFUSED
    }

    /** An item of a bulk change. */
    @Schema(name = "BulkItem")
    public record ItemOutcome(
            @NotNull UUID id,

            @Schema(nullable = true, examples = "ZG-0007", description = "看不到的事项没有编号 None of an item out of reach")
            @Nullable
            String number,

            @NotNull Outcome outcome,
            @Schema(nullable = true) @Nullable Reason reason) {}

    /** Why an item was left as it is. */
    @Schema(name = "BulkRefusal")
    public record Reason(
            @NotNull @Schema(examples = "urn:zhixing:problem:rectification/not-changeable")
            String type,

            @NotNull @Schema(examples = "现在不能修改") String title,
            @NotNull @Schema(examples = "已销号的事项不能修改") String detail) {}

    /** What became of all. */
    @Schema(name = "BulkOutcome")
    public record BulkOutcome(
            @Schema(description = "只是试算，什么都没有改 A trial: nothing was changed", examples = "false")
            boolean dryRun,

            @Schema(examples = "18") int changed,
            @Schema(examples = "1") int unchanged,
            @Schema(examples = "1") int refused,
            @NotNull List<ItemOutcome> items) {}

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, CLIENT})
    @Writes
    @Operation(
            operationId = "changeRectificationItems",
            summary = "批量修改整改事项 Change many items; each answers for itself",
            description = "?dryRun=true says what would become of each and changes nothing.")
    public BulkOutcome change(
            @NotNull @Valid BulkChange body, @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        BulkChange.Change change = body.change();
        if (change.starts() == change.corrects()) {
            throw Refused.field("/change", change.starts() ? "ledger/start-alone" : "ledger/nothing-to-change");
        }
        Member leader = change.leaderId() == null ? null : members.named(change.leaderId(), "/change/leaderId");
        Member responsible =
                change.responsibleId() == null ? null : members.named(change.responsibleId(), "/change/responsibleId");
        Map<UUID, Long> seen = new LinkedHashMap<>();
        body.items().forEach(s -> seen.putIfAbsent(s.id(), s.version()));
        Map<UUID, RectificationItem> items = ledger.named(seen.keySet());
        if (items.isEmpty()) {
            throw Refused.notFound();
        }
        Instant now = clock.instant();
        List<ItemOutcome> outcomes = new ArrayList<>();
        seen.forEach((id, version) -> outcomes.add(one(id, items.get(id), version, change, leader, responsible, now)));
        ledger.flush();
        DryRun.leaveNothing(dryRun);
        return new BulkOutcome(
                dryRun,
                count(outcomes, Outcome.CHANGED),
                count(outcomes, Outcome.UNCHANGED),
                count(outcomes, Outcome.REFUSED),
                outcomes);
    }

    /** The entity refuses before it changes anything, so a refused item is as it was. */
    private ItemOutcome one(
            UUID id,
            @Nullable RectificationItem item,
            long version,
            BulkChange.Change change,
            @Nullable Member leader,
            @Nullable Member responsible,
            Instant now) {
        if (item == null) {
            return new ItemOutcome(id, null, Outcome.REFUSED, reason(Refused.notFound()));
        }
        try {
            if (item.version() != version) {
                throw Refused.of(412, "stale");
            }
            if (change.starts()) {
                ledger.move(item, State.IN_PROGRESS, null, now);
                return new ItemOutcome(id, item.numbered(), Outcome.CHANGED, null);
            }
            RectificationItem.Facts before = item.facts();
            RectificationItem.Facts after = new RectificationItem.Facts(
                    before.problem(),
                    change.dimension() == null ? before.dimension() : change.dimension(),
                    change.nature() == null ? before.nature() : change.nature(),
                    change.kind() == null ? before.kind() : change.kind(),
                    leader == null ? before.leader() : leader,
                    responsible == null ? before.responsible() : responsible);
            if (after.equals(before)) {
                return new ItemOutcome(id, item.numbered(), Outcome.UNCHANGED, null);
            }
            item.edit(after, now);
            ledger.write(item, now, LogEntry.Kind.EDIT, null, null, null);
            return new ItemOutcome(id, item.numbered(), Outcome.CHANGED, null);
        } catch (Refused refused) {
            return new ItemOutcome(id, item.numbered(), Outcome.REFUSED, reason(refused));
        }
    }

    private Reason reason(Refused refused) {
        Locale language = words.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        String slug = refused.first();
        return new Reason(
                Problems.TYPE + slug,
                words.say(language, slug + ".title"),
                words.say(language, slug + ".detail", refused.firstArguments()));
    }

    private static int count(List<ItemOutcome> outcomes, Outcome wanted) {
        return (int) outcomes.stream().filter(o -> o.outcome() == wanted).count();
    }
}
