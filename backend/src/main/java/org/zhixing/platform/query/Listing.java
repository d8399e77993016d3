package org.zhixing.platform.query;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/**
 * A query that is put together condition by condition and read by keyset: one statement a page, one more where the
 * total is asked for. Repositories make one with the scope already in it.
 */
public final class Listing<T> {
    private final EntityManager entities;
    private final Cursors cursors;
    private final Class<T> type;
    private final String from;
    private final String alias;
    private final List<Condition> conditions = new ArrayList<>();

    Listing(EntityManager entities, Cursors cursors, Class<T> type, String from) {
        this.entities = entities;
        this.cursors = cursors;
        this.type = type;
        this.from = from;
        this.alias = from.strip().split("\\s+")[1];
    }

    public Listing<T> where(Condition condition) {
        conditions.add(condition);
        return this;
    }

    public Listing<T> where(String hql) {
        return where(Condition.of(hql));
    }

    /** A condition that holds only where a value is given. */
    public Listing<T> where(String hql, String name, @Nullable Object value) {
        return value == null || (value instanceof java.util.Collection<?> many && many.isEmpty())
                ? this
                : where(Condition.of(hql, name, value));
    }

    /** A search for a part of a text, with the characters that LIKE gives a meaning taken as they are. */
    public Listing<T> containing(String expression, String name, @Nullable String part) {
        if (part == null || part.isBlank()) {
            return this;
        }
        String literal = part.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return where(Condition.of(
                "lower(" + expression + ") like lower(:" + name + ") escape '\\'", name, "%" + literal + "%"));
    }

    /** The single row that fits, or 404. */
    public T one() {
        return maybe().orElseThrow(Refused::notFound);
    }

    public Optional<T> maybe() {
        var query = session().createSelectionQuery("select " + alias + " from " + from + clause(null), type);
        bind(query, null);
        return query.uniqueResultOptional();
    }

    /** At most this many rows in the given order; for lists that are short by their nature. */
    public List<T> first(int most, Order<T> order) {
        var query = session()
                .createSelectionQuery("select " + alias + " from " + from + clause(null) + orderBy(order), type);
        bind(query, null);
        return query.setMaxResults(most).getResultList();
    }

    public long count() {
        String joins = from.replace(" fetch ", " ");
        var query = session().createSelectionQuery("select count(*) from " + joins + clause(null), Long.class);
        bind(query, null);
        return query.getSingleResult();
    }

    public Page<T> page(Paging paging, Order<T> order) {
        Condition after = paging.cursor == null || paging.cursor.isBlank() ? null : after(paging.cursor, order);
        var query = session()
                .createSelectionQuery("select " + alias + " from " + from + clause(after) + orderBy(order), type);
        bind(query, after);
        List<T> rows = query.setMaxResults(paging.limit + 1).getResultList();
        boolean more = rows.size() > paging.limit;
        List<T> items = more ? rows.subList(0, paging.limit) : rows;
        return new Page<>(
                List.copyOf(items), more ? cursors.after(order, items.getLast()) : null, paging.total ? count() : null);
    }

    private Condition after(String cursor, Order<T> order) {
        List<Object> values = cursors.read(cursor, order);
        Map<String, Object> parameters = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            parameters.put("after" + i, values.get(i));
            names.add(":after" + i);
        }
        String keys =
                String.join(", ", order.keys().stream().map(Order.Key::hql).toList());
        return new Condition(
                "(" + keys + ") " + (order.descending() ? "<" : ">") + " (" + String.join(", ", names) + ")",
                parameters);
    }

    private static <T> String orderBy(Order<T> order) {
        String direction = order.descending() ? " desc" : " asc";
        return " order by "
                + String.join(
                        ", ",
                        order.keys().stream().map(key -> key.hql() + direction).toList());
    }

    private String clause(@Nullable Condition after) {
        List<String> parts = new ArrayList<>(
                conditions.stream().map(c -> "(" + c.hql() + ")").toList());
        if (after != null) {
            parts.add(after.hql());
        }
        return parts.isEmpty() ? "" : " where " + String.join(" and ", parts);
    }

    private void bind(org.hibernate.query.SelectionQuery<?> query, @Nullable Condition after) {
        conditions.forEach(c -> c.parameters().forEach(query::setParameter));
        if (after != null) {
            after.parameters().forEach(query::setParameter);
        }
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }
}
