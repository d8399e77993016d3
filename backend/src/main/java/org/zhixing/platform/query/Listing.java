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

    /**
     * Figures for each value of a key, in the order of the key: one statement.
     *
     * @param key an expression that is grouped by
     * @param figures aggregates, as {@code count(*)}
     */
    public List<Object[]> grouped(String key, String... figures) {
        String joins = from.replace(" fetch ", " ");
        String select = figures.length == 0 ? key + ", count(*)" : key + ", " + String.join(", ", figures);
        var query = session()
                .createSelectionQuery(
                        "select " + select + " from " + joins + clause(null) + " group by " + key + " order by " + key,
                        Object[].class);
        bind(query, null);
        return query.getResultList();
    }

    /** At most this many rows after one that was read before, or from the beginning: for reading a list to its end. */
    public List<T> following(@Nullable T last, int most, Order<T> order) {
        Condition after = last == null
                ? null
                : after(
                        order.keys().stream()
                                .map(key -> key.value().apply(last))
                                .toList(),
                        order);
        var query = session()
                .createSelectionQuery("select " + alias + " from " + from + clause(after) + orderBy(order), type);
        bind(query, after);
        return query.setMaxResults(most).getResultList();
    }

    public Page<T> page(Paging paging, Order<T> order) {
        Condition after = paging.cursor == null || paging.cursor.isBlank()
                ? null
                : after(cursors.read(paging.cursor, order), order);
        var query = session()
                .createSelectionQuery("select " + alias + " from " + from + clause(after) + orderBy(order), type);
        bind(query, after);
        List<T> rows = query.setMaxResults(paging.limit + 1).getResultList();
        boolean more = rows.size() > paging.limit;
        List<T> items = more ? rows.subList(0, paging.limit) : rows;
        return new Page<>(
                List.copyOf(items), more ? cursors.after(order, items.getLast()) : null, paging.total ? count() : null);
    }

    private Condition after(List<Object> values, Order<T> order) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            parameters.put("after" + i, values.get(i));
            names.add(":after" + i);
        }
        String keys =
                String.join(", ", order.keys().stream().map(Order.Key::hql).toList());
        String beyond = order.descending() ? "<" : ">";
        String whole = "(" + keys + ") " + beyond + " (" + String.join(", ", names) + ")";
        return new Condition(
                overTables(order) ? order.keys().getFirst().hql() + " " + beyond + "= :after0 and " + whole : whole,
                parameters);
    }

    /** Keys of two tables are in no index together: the first one's own index is told where to begin. */
    private static <T> boolean overTables(Order<T> order) {
        return !table(order.keys().getFirst()).equals(table(order.keys().getLast()));
    }

    private static String table(Order.Key<?> key) {
        return key.hql().split("\\.", 2)[0];
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
