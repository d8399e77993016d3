package org.zhixing.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** A valid request for each operation: {@code requests.yaml}. {@code $name} stands for the id of a thing of that name. */
final class Requests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "part-of-an-access-request";

    /** A request ready to be sent. */
    record Request(
            String method, String path, boolean conditional, String media, byte[] body, Map<String, Object> headers) {
        Request(String method, String path, boolean conditional, String media, byte[] body) {
            this(method, path, conditional, media, body, Map.of());
        }
    }

    private final Contract contract;
    private final Map<String, Map<String, Object>> entries = new TreeMap<>();

    private Requests(Contract contract, Map<String, Map<String, Object>> given) {
        this.contract = contract;
        given.forEach((name, entry) -> entries.put(name, entry == null ? Map.of() : entry));
    }

    static Requests read(Contract contract) {
        try {
            return new Requests(
                    contract, new Yaml().load(Files.readString(Path.of("src/test/resources/access/requests.yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> names() {
        return entries.keySet();
    }

    /** The names of things in the body of a request. */
    Set<String> named(String request) {
        Set<String> names = new TreeSet<>();
        filled(entry(request).get("body"), noting(names));
        filled(entry(request).get("form"), noting(names));
        return names;
    }

    /** The names of things in the address of a request. */
    Set<String> addressed(String request) {
        Set<String> names = new TreeSet<>();
        filled(entry(request).get("path"), noting(names));
        filled(entry(request).get("query"), noting(names));
        return names;
    }

    /** The fields of an operation's bodies, in all its requests, that a name stands in. */
    Set<String> fieldsWithNames(String operation) {
        Set<String> fields = new TreeSet<>();
        entries.forEach((name, entry) -> {
            if (name.replaceFirst("/.*", "").equals(operation)) {
                fields(entry.get("body"), "", fields);
                fields(entry.get("form"), "", fields);
            }
        });
        return fields;
    }

    private static void fields(Object value, String field, Set<String> into) {
        switch (value) {
            case null -> {}
            case Map<?, ?> map -> map.forEach((key, inner) -> fields(inner, key.toString(), into));
            case List<?> list -> list.forEach(inner -> fields(inner, field, into));
            default -> {
                if (value.toString().startsWith("$")) {
                    into.add(field);
                }
            }
        }
    }

    /** A request by hand, below the API's base. */
    static Request of(String method, String path, String media, String body) {
        return new Request(method, "/api/v1" + path, true, media, body.getBytes(StandardCharsets.UTF_8));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The request about the things that {@code ids} knows by name. */
    Request of(String request, UnaryOperator<String> ids) {
        return of(request, ids, ids);
    }

    /** The same with other things in the body than in the address. */
    Request of(String request, UnaryOperator<String> ids, UnaryOperator<String> idsInBody) {
        Contract.Operation operation = contract.of(request);
        Map<String, Object> entry = entry(request);
        String path = operation.path();
        for (var part : map(entry.get("path")).entrySet()) {
            path = path.replace("{" + part.getKey() + "}", encoded(filled(part.getValue(), ids)));
        }
        return new Request(
                operation.method(),
                path + query(operation, map(entry.get("query")), ids),
                operation.conditional(),
                operation.media().startsWith("multipart")
                        ? operation.media() + "; boundary=" + BOUNDARY
                        : operation.media(),
                body(entry, operation.media(), idsInBody),
                map(entry.get("headers")));
    }

    private Map<String, Object> entry(String request) {
        return entries.getOrDefault(request, entries.getOrDefault(request.replaceFirst("/.*", ""), Map.of()));
    }

    /** The longest page with its total, so that whatever a list shows and counts is looked at. */
    private static String query(Contract.Operation operation, Map<String, Object> given, UnaryOperator<String> ids) {
        List<String> parts = new ArrayList<>();
        given.forEach((name, value) -> parts.add(name + "=" + encoded(filled(value, ids))));
        if (operation.query().contains("limit")) {
            parts.add("limit=200");
            parts.add("total=true");
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static String query(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static byte[] body(Map<String, Object> entry, String media, UnaryOperator<String> ids) {
        if (entry.containsKey("form")) {
            Map<String, Object> form = map(filled(entry.get("form"), ids));
            return media.startsWith("multipart") ? parts(form) : query(form).getBytes(StandardCharsets.UTF_8);
        }
        String text = entry.containsKey("body")
                ? json(filled(entry.get("body"), ids))
                : entry.getOrDefault("text", "").toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] parts(Map<String, Object> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            boolean file = value instanceof Map<?, ?>;
            out.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                            + (file
                                    ? "; filename=\"" + map(value).get("name")
                                            + "\"\r\nContent-Type: application/octet-stream"
                                    : "")
                            + "\r\n\r\n" + (file ? map(value).get("content") : value) + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        });
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static Object filled(Object value, UnaryOperator<String> ids) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                Map<String, Object> filled = new java.util.LinkedHashMap<>();
                map.forEach((key, inner) -> filled.put(key.toString(), filled(inner, ids)));
                yield filled;
            }
            case List<?> list -> list.stream().map(inner -> filled(inner, ids)).toList();
            case String text when text.startsWith("$") -> ids.apply(text.substring(1));
            default -> value;
        };
    }

    private static UnaryOperator<String> noting(Set<String> names) {
        return name -> {
            names.add(name);
            return name;
        };
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
