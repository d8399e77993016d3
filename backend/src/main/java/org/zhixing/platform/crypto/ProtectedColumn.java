package org.zhixing.platform.crypto;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A column that holds what {@link Keyring#encrypt} made. Every such column is told to the rotation of keys by a bean of
 * this type: {@code @Produces @Singleton ProtectedColumn phones() { return ProtectedColumn.of("member", "phone_secret",
 * "member.phone"); }}. Its entity should be {@code @DynamicUpdate}, so that a change of something else does not write
 * the old ciphertext back.
 *
 * @param key the primary key's columns
 * @param rows an SQL predicate: which rows are encrypted
 * @param batch how many rows go into one transaction
 * @param context what the ciphertext is bound to, from the key's values
 * @param along columns of the same row that are computed from the clear value with the active key
 */
public record ProtectedColumn(
        String table,
        String column,
        List<String> key,
        String rows,
        int batch,
        Function<List<Object>, String> context,
        Map<String, UnaryOperator<byte[]>> along) {
    private static final int SOME = 500;

    /** A column of a table whose key is {@code id}, every value of which is bound to the same context. */
    public static ProtectedColumn of(String table, String column, String context) {
        return new ProtectedColumn(table, column, List.of("id"), "true", SOME, key -> context, Map.of());
    }

    /** Another primary key, to which each value is bound. */
    public ProtectedColumn keyedBy(List<String> columns, Function<List<Object>, String> boundTo) {
        return new ProtectedColumn(table, column, List.copyOf(columns), rows, batch, boundTo, along);
    }

    /** Only some of the rows are encrypted. */
    public ProtectedColumn where(String predicate) {
        return new ProtectedColumn(table, column, key, predicate, batch, context, along);
    }

    /** Fewer rows in a transaction, where one is large. */
    public ProtectedColumn inBatchesOf(int some) {
        return new ProtectedColumn(table, column, key, rows, some, context, along);
    }

    /** A keyed hash or the like that changes together with the ciphertext. */
    public ProtectedColumn with(String other, UnaryOperator<byte[]> ofClear) {
        Map<String, UnaryOperator<byte[]>> more = new LinkedHashMap<>(along);
        more.put(other, ofClear);
        return new ProtectedColumn(table, column, key, rows, batch, context, more);
    }

    public String name() {
        return table + "." + column;
    }
}
