package org.zhixing.rectification;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Nature;
import org.zhixing.appraisal.Origin;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Length;

/** What of the ledger is wanted: the same for the list, the board, the calendar and the export. */
public class LedgerFilter {
    private static final Pattern NUMBER = Pattern.compile("(?:zg-?)?0*([1-9]\\d{0,8})");

    @QueryParam("organization")
    @Parameter(description = "该组织及下级 This organisation and what is below it")
    public @Nullable UUID organization;

    @QueryParam("campaign")
    public @Nullable UUID campaign;

    @QueryParam("state")
    @Size(max = 7)
    public @Nullable List<State> state;

    @QueryParam("dimension")
    @Size(max = 5)
    public @Nullable List<CheckDimension> dimension;

    @QueryParam("kind")
    @Size(max = 3)
    public @Nullable List<RectificationItem.Kind> kind;

    @QueryParam("nature")
    @Size(max = 2)
    public @Nullable List<Nature> nature;

    @QueryParam("origin")
    @Size(max = 7)
    public @Nullable List<Origin> origin;

    @QueryParam("leader")
    public @Nullable UUID leader;

    @QueryParam("responsible")
    public @Nullable UUID responsible;

    @QueryParam("mine")
    @Parameter(description = "由我牵头或负责的 Those I lead or am responsible for")
    public @Nullable Boolean mine;

    @QueryParam("overdue")
    public @Nullable Boolean overdue;

    @QueryParam("dueFrom")
    public @Nullable LocalDate dueFrom;

    @QueryParam("dueTo")
    public @Nullable LocalDate dueTo;

    @QueryParam("closedFrom")
    public @Nullable LocalDate closedFrom;

    @QueryParam("closedTo")
    public @Nullable LocalDate closedTo;

    @QueryParam("q")
    @Length(max = 60)
    @Parameter(description = "编号或问题中的文字 A number, or words of the problem")
    public @Nullable String q;

    /**
     * Leaves of a list what is wanted.
     *
     * @param few whether the items of few organisations are looked at: each is then read, and no index of words asked
     */
    Listing<RectificationItem> narrow(
            Listing<RectificationItem> listing, LocalDate today, @Nullable UUID me, boolean few) {
        if (overdue != null) {
            String late = "i.dueOn < :today and i.state not in (CLOSED, CANCELLED)";
            listing.where(Condition.of(overdue ? late : "not (" + late + ")", "today", today));
        }
        if (Boolean.TRUE.equals(mine)) {
            listing.where(
                    me == null
                            ? Condition.of("1 = 0")
                            : Condition.of("i.responsible.id = :me or i.leader.id = :me", "me", me));
        }
        if (q != null && !q.isBlank()) {
            listing.where(saying(q.strip().toLowerCase(Locale.ROOT), few));
        }
        return listing.where(
                        "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                        "top",
                        organization)
                .where("i.campaign.id = :campaign", "campaign", campaign)
                .where("i.state in (:states)", "states", state)
                .where("i.dimension in (:dimensions)", "dimensions", dimension)
                .where("i.kind in (:kinds)", "kinds", kind)
                .where("i.nature in (:natures)", "natures", nature)
                .where("i.originKind in (:origins)", "origins", origin)
                .where("i.leader.id = :leader", "leader", leader)
                .where("i.responsible.id = :responsible", "responsible", responsible)
                .where("i.dueOn >= :dueFrom", "dueFrom", dueFrom)
                .where("i.dueOn <= :dueTo", "dueTo", dueTo)
                .where(
                        "i.closedAt >= :closedFrom",
                        "closedFrom",
                        closedFrom == null
                                ? null
                                : closedFrom.atStartOfDay(Times.ZONE).toInstant())
                .where(
                        "i.closedAt < :closedTo",
                        "closedTo",
                        closedTo == null
                                ? null
                                : closedTo.plusDays(1).atStartOfDay(Times.ZONE).toInstant());
    }

    /** Words within the problem, found by every two characters of them (V0034), or the item's own number. */
    private static Condition saying(String words, boolean few) {
        Condition said = Condition.of(
                few || words.codePointCount(0, words.length()) == 1
                        ? "locate(:words, lower(i.problem)) > 0"
                        // Every two characters stand in it; of more than two it is looked whether they stand together.
                        : "cast(sql('text_pairs(lower(?)) @> text_pairs(?)', i.problem, :words) as Boolean) = true"
                                + (words.codePointCount(0, words.length()) == 2
                                        ? ""
                                        : " and locate(:words, lower(i.problem)) > 0"),
                "words",
                words);
        Matcher number = NUMBER.matcher(words);
        return number.matches()
                ? new Condition("(" + said.hql() + ") or i.number = :number", said.parameters())
                        .and("number", Long.parseLong(number.group(1)))
                : said;
    }
}
