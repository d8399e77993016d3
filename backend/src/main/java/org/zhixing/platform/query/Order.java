package org.zhixing.platform.query;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;

/**
 * An order that a list can be read in: expressions that end in the id, all in one direction, so that a page begins
 * where the last one ended whatever was inserted meanwhile.
 */
public record Order<T>(String name, boolean descending, List<Key<T>> keys) {
    /** One expression of the order; never null in the database. */
    public record Key<T>(String hql, Class<?> type, Function<T, Object> value) {}

    public static <T, V> Order<T> ascending(
            String name, String hql, Class<V> type, Function<T, V> value, String idHql, Function<T, UUID> id) {
        return new Order<>(
                name, false, List.of(new Key<>(hql, type, value::apply), new Key<>(idHql, UUID.class, id::apply)));
    }

    /** An order by one key that no two rows share. */
    public static <T, V> Order<T> ascending(String name, String hql, Class<V> type, Function<T, V> value) {
        return new Order<>(name, false, List.of(new Key<>(hql, type, value::apply)));
    }

    public static <T, V> Order<T> descending(
            String name, String hql, Class<V> type, Function<T, V> value, String idHql, Function<T, UUID> id) {
        return new Order<>(
                name, true, List.of(new Key<>(hql, type, value::apply), new Key<>(idHql, UUID.class, id::apply)));
    }

    /** The same from the greatest on. */
    public static <T, V> Order<T> descending(String name, String hql, Class<V> type, Function<T, V> value) {
        return new Order<>(name, true, List.of(new Key<>(hql, type, value::apply)));
    }

    /** The same order read from its other end; its name begins with a minus, or no longer does. */
    public Order<T> reversed() {
        return new Order<>(name.startsWith("-") ? name.substring(1) : "-" + name, !descending, keys);
    }

    /** The order asked for by name, the first where none is; any other name is refused with the list. */
    @SafeVarargs
    public static <T> Order<T> named(@Nullable String wanted, Order<T>... allowed) {
        if (wanted == null || wanted.isBlank()) {
            return allowed[0];
        }
        return Arrays.stream(allowed)
                .filter(order -> order.name.equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refused.malformed(
                        "sort-unknown",
                        wanted,
                        String.join(
                                ", ", Arrays.stream(allowed).map(Order::name).toList())));
    }
}
