package org.zhixing.platform.openapi;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Examples of whole bodies, put together from the examples of their fields. */
final class ContractExamples {
    static final String UUID = "0198c0de-7a10-7000-8000-00000000a001";

    private ContractExamples() {}

    /** Gives a body the example it does not have yet. */
    static void give(OpenAPI api, MediaType type) {
        if (type.getSchema() == null
                || type.getExample() != null
                || (type.getExamples() != null && !type.getExamples().isEmpty())) {
            return;
        }
        Object example = example(api, type.getSchema(), "", new HashSet<>());
        if (example != null) {
            type.setExample(example);
        }
    }

    /** An example from the fields' own examples, formats and enums; a type within itself is left out. */
    private static @Nullable Object example(OpenAPI api, Schema schema, String name, Set<String> open) {
        if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
            return typed(schema, schema.getExamples().getFirst());
        }
        if (schema.getRef() != null) {
            String type = ContractFinish.name(schema);
            if (!open.add(type)) {
                return null;
            }
            Object example = example(api, api.getComponents().getSchemas().get(type), name, open);
            open.remove(type);
            return example;
        }
        if (schema.getEnumeration() != null && !schema.getEnumeration().isEmpty()) {
            return schema.getEnumeration().getFirst();
        }
        if (schema.getAllOf() != null && !schema.getAllOf().isEmpty()) {
            return example(api, schema.getAllOf().getFirst(), name, open);
        }
        if (schema.getAnyOf() != null && !schema.getAnyOf().isEmpty()) {
            return example(api, schema.getAnyOf().getFirst(), name, open);
        }
        if (schema.getProperties() != null) {
            Map<String, Object> object = new LinkedHashMap<>();
            schema.getProperties().forEach((field, value) -> object.put(field, example(api, value, field, open)));
            return object;
        }
        List<Schema.SchemaType> types = schema.getType() == null ? List.of() : schema.getType();
        if (types.contains(Schema.SchemaType.ARRAY) && schema.getItems() != null) {
            Object item = example(api, schema.getItems(), name, open);
            int least = schema.getMinItems() == null ? 1 : Math.max(1, schema.getMinItems());
            return item == null ? List.of() : Collections.nCopies(least, item);
        }
        if (types.contains(Schema.SchemaType.OBJECT)) {
            return Map.of();
        }
        if (types.contains(Schema.SchemaType.BOOLEAN)) {
            return false;
        }
        if (types.contains(Schema.SchemaType.INTEGER) || types.contains(Schema.SchemaType.NUMBER)) {
            return 0;
        }
        if (types.contains(Schema.SchemaType.STRING)) {
            return switch (schema.getFormat() == null ? "" : schema.getFormat()) {
                case "uuid" -> UUID;
                case "date" -> "2026-03-24";
                case "date-time" -> "2026-03-24T09:30:00+08:00";
                case "binary" -> "（文件内容 the file's bytes）";
                default -> types.contains(Schema.SchemaType.NULL) ? null : "…";
            };
        }
        return null;
    }

    private static Object typed(Schema schema, Object example) {
        List<Schema.SchemaType> types = schema.getType() == null ? List.of() : schema.getType();
        if (example instanceof String text) {
            if (types.contains(Schema.SchemaType.INTEGER)) {
                return Long.valueOf(text);
            }
            if (types.contains(Schema.SchemaType.BOOLEAN)) {
                return Boolean.valueOf(text);
            }
        }
        return example;
    }
}
