package org.zhixing.progress.burden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** A form that asks for what another form asks for does not come in unjudged. BUR-1 */
class AskedAgainTest {
    private final Map<String, Object> contract = contract();

    @Test
    void everyNameThatSeveralFormsHaveIsJudgedAndNoOther() {
        assertThat(AskedAgain.read().stream().map(AskedAgain.Field::name))
                .containsExactlyInAnyOrderElementsOf(inSeveralForms().keySet());
    }

    @Test
    void whatIsAskedForTwiceNamesFormsThatDoAskForIt() {
        for (AskedAgain.Field field : AskedAgain.read()) {
            assertThat(field.zh()).as(field.name()).isNotBlank();
            assertThat(field.en()).as(field.name()).isNotBlank();
            if (field.verdict() == AskedAgain.Verdict.ASKED_AGAIN) {
                assertThat(field.operations()).as(field.name()).hasSizeGreaterThan(1);
                assertThat(inSeveralForms().get(field.name())).as(field.name()).containsAll(field.operations());
            } else {
                assertThat(field.operations()).as(field.name()).isEmpty();
            }
        }
    }

    /** The names that somebody fills in, in the bodies of POST and PUT, with the operations that have them. */
    private Map<String, Set<String>> inSeveralForms() {
        Map<String, Set<String>> fields = new TreeMap<>();
        object(contract.get("paths")).values().forEach(path -> object(path).forEach((verb, operation) -> {
            if (Set.of("post", "put").contains(verb) && operation instanceof Map<?, ?> read) {
                Object content = object(read.get("requestBody")).get("content");
                object(content)
                        .values()
                        .forEach(media -> collect(
                                object(object(media).get("schema")),
                                Objects.toString(read.get("operationId")),
                                new HashSet<>(),
                                fields));
            }
        }));
        return fields.entrySet().stream()
                .filter(field -> field.getValue().size() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    private void collect(
            Map<String, Object> given,
            String operation,
            Set<Map<String, Object>> seen,
            Map<String, Set<String>> fields) {
        Map<String, Object> schema = resolved(given);
        if (!seen.add(schema)) {
            return;
        }
        object(schema.get("properties")).forEach((name, property) -> {
            Map<String, Object> type = resolved(object(property));
            Map<String, Object> items = resolved(object(type.get("items")));
            if (type.containsKey("properties")) {
                collect(type, operation, seen, fields);
            } else if (items.containsKey("properties")) {
                collect(items, operation, seen, fields);
            } else if (items.isEmpty()
                    && !Set.of("uuid", "binary").contains(Objects.toString(type.get("format")))
                    && !Objects.toString(type.get("type")).contains("boolean")) {
                fields.computeIfAbsent(name, n -> new TreeSet<>()).add(operation);
            }
        });
    }

    private Map<String, Object> resolved(Map<String, Object> schema) {
        if (schema.get("$ref") instanceof String reference) {
            return object(object(object(contract.get("components")).get("schemas"))
                    .get(reference.substring(reference.lastIndexOf('/') + 1)));
        }
        return schema.get("anyOf") instanceof List<?> either ? resolved(object(either.getFirst())) : schema;
    }

    private static Map<String, Object> contract() {
        try {
            return new Yaml().load(Files.readString(Path.of("../openapi.yaml")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
