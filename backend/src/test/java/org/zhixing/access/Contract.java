package org.zhixing.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The operations that openapi.yaml promises. */
final class Contract {
    /**
     * An operation.
     *
     * @param ids the names in its body that take the id of something, wherever they stand
     * @param scope what another system's token needs for it, or null where it is not for other systems
     */
    record Operation(
            String id,
            String method,
            String path,
            boolean conditional,
            Set<String> query,
            String media,
            Set<String> ids,
            @Nullable String scope) {
        boolean writes() {
            return !method.equals("GET");
        }
    }

    private final Map<String, Object> root;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    private Contract(Map<String, Object> root) {
        this.root = root;
        at(root, "paths").forEach((path, verbs) -> object(verbs).forEach((verb, operation) -> {
            if (operation instanceof Map<?, ?> && object(operation).get("operationId") instanceof String id) {
                operations.put(id, read(id, verb.toUpperCase(java.util.Locale.ROOT), path, object(operation)));
            }
        }));
    }

    static Contract read() {
        try {
            return new Contract(new Yaml().load(Files.readString(Path.of("../openapi.yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Operation> operations() {
        return operations;
    }

    /** The operation of a request. */
    Operation of(String request) {
        return operations.get(request.replaceFirst("/.*", ""));
    }

    private Operation read(String id, String method, String path, Map<String, Object> operation) {
        boolean conditional = false;
        Set<String> query = new TreeSet<>();
        for (Object one : (List<?>) operation.getOrDefault("parameters", List.of())) {
            Map<String, Object> parameter = resolved(object(one));
            conditional |= "If-Match".equals(parameter.get("name"));
            if ("query".equals(parameter.get("in"))) {
                query.add((String) parameter.get("name"));
            }
        }
        String media = "";
        Set<String> ids = new TreeSet<>();
        for (var content : at(resolved(at(operation, "requestBody")), "content").entrySet()) {
            media = content.getKey();
            ids(at(object(content.getValue()), "schema"), "", ids);
        }
        return new Operation(id, method, path, conditional, query, media, ids, scope(operation));
    }

    private static @Nullable String scope(Map<String, Object> operation) {
        return ((List<?>) operation.getOrDefault("security", List.of()))
                .stream()
                        .map(way -> object(way).get("clientCredentials"))
                        .filter(Objects::nonNull)
                        .map(scopes -> (String) ((List<?>) scopes).getFirst())
                        .findFirst()
                        .orElse(null);
    }

    /** Collects the properties of a body that are ids. */
    private void ids(Map<String, Object> raw, String name, Set<String> into) {
        Map<String, Object> schema = resolved(raw);
        if ("uuid".equals(schema.get("format"))) {
            into.add(name);
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            ((List<?>) schema.getOrDefault(choice, List.of())).forEach(one -> ids(object(one), name, into));
        }
        if (schema.containsKey("items")) {
            ids(at(schema, "items"), name, into);
        }
        at(schema, "properties").forEach((key, value) -> ids(object(value), key, into));
    }

    private Map<String, Object> resolved(Map<String, Object> schema) {
        if (!(schema.get("$ref") instanceof String reference)) {
            return schema;
        }
        Map<String, Object> found = root;
        for (String step : reference.substring(2).split("/")) {
            found = at(found, step);
        }
        return found;
    }

    private static Map<String, Object> at(Map<String, Object> map, String key) {
        return map.get(key) instanceof Map<?, ?> value ? object(value) : Map.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
