package org.zhixing.platform.query;

import java.util.LinkedHashMap;
import java.util.Map;

/** A part of a WHERE clause in HQL with its parameters. */
public record Condition(String hql, Map<String, Object> parameters) {
    public static Condition of(String hql) {
        return new Condition(hql, Map.of());
    }

    public static Condition of(String hql, String name, Object value) {
        return new Condition(hql, Map.of(name, value));
    }

    public Condition and(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new Condition(hql, more);
    }
}
