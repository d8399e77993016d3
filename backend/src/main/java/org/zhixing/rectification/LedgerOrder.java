package org.zhixing.rectification;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.query.Order;

/** The orders that the ledger is read in; V0034 names the index that serves each. */
final class LedgerOrder {
    static final String NAMES = "dueOn, -dueOn, createdAt, -createdAt, updatedAt, -updatedAt, number, -number,"
            + " organization, -organization, responsible, -responsible, state, -state";

    static final Order<RectificationItem> DUE_FIRST = Order.ascending(
            "dueOn", "i.dueOn", LocalDate.class, RectificationItem::dueOn, "i.id", RectificationItem::id);
    static final Order<RectificationItem> NEWEST = Order.descending(
            "-createdAt", "i.createdAt", Instant.class, RectificationItem::createdAt, "i.id", RectificationItem::id);
    static final Order<RectificationItem> LATEST = Order.descending(
            "-updatedAt", "i.updatedAt", Instant.class, RectificationItem::updatedAt, "i.id", RectificationItem::id);
    static final Order<RectificationItem> BY_NUMBER =
            Order.ascending("number", "i.number", Long.class, RectificationItem::number);
    /** By pinyin, as organisations sort. */
    static final Order<RectificationItem> BY_ORGANIZATION = Order.ascending(
            "organization", "o.name", String.class, i -> i.organization().name(), "i.id", RectificationItem::id);
    /** By pinyin, as members sort. */
    static final Order<RectificationItem> BY_RESPONSIBLE = Order.ascending(
            "responsible", "r.name", String.class, i -> i.facts().responsible().name(), "i.id", RectificationItem::id);
    /** In the order of the work: open ones first, cancelled ones last. */
    static final Order<RectificationItem> BY_STATE = Order.ascending(
            "state", "i.stateOrder", Short.class, i -> (short) i.state().ordinal(), "i.id", RectificationItem::id);

    private LedgerOrder() {}

    static Order<RectificationItem> named(@Nullable String wanted) {
        return Order.named(
                wanted,
                DUE_FIRST,
                DUE_FIRST.reversed(),
                NEWEST,
                NEWEST.reversed(),
                LATEST,
                LATEST.reversed(),
                BY_NUMBER,
                BY_NUMBER.reversed(),
                BY_ORGANIZATION,
                BY_ORGANIZATION.reversed(),
                BY_RESPONSIBLE,
                BY_RESPONSIBLE.reversed(),
                BY_STATE,
                BY_STATE.reversed());
    }
}
