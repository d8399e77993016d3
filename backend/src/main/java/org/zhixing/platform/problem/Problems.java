package org.zhixing.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.StaleObjectStateException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into problem details in the caller's language. */
@ApplicationScoped
public class Problems {
    /** Every problem's type is this followed by its slug; docs/problems.md lists them. */
    public static final String TYPE = "urn:zhixing:problem:";

    @Inject
    Words words;

    Problem of(Refused refused, Locale language) {
        Problem problem = start(refused.status(), refused.slug(), language, refused.arguments());
        refused.facts().forEach(problem::with);
        refused.headers().forEach(problem::withHeader);
        if (!refused.places().isEmpty()) {
            problem.with(
                    "errors",
                    refused.places().stream()
                            .map(p -> error(
                                    p.pointer(), p.slug(), words.say(language, p.slug() + ".detail", p.arguments())))
                            .toList());
        }
        return problem;
    }

    Problem of(ConstraintViolationException violations, Locale language) {
        List<Map<String, String>> errors = new ArrayList<>();
        for (ConstraintViolation<?> v : violations.getConstraintViolations()) {
            String code =
                    v.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
            Object[] limits = limits(v);
            String detail = words.find(language, "constraint." + code, limits).orElse(v.getMessage());
            errors.add(error(pointer(v.getPropertyPath()), "validation/" + kebab(code), detail));
        }
        errors.sort(java.util.Comparator.comparing(e -> e.get("pointer")));
        boolean parametersOnly = errors.stream().allMatch(e -> e.get("pointer").startsWith("?"));
        return start(parametersOnly ? 400 : 422, "validation", language).with("errors", errors);
    }

    Problem of(JacksonException unreadable, Locale language) {
        return switch (unreadable) {
            case UnrecognizedPropertyException e -> json(language, "json/unknown-field", e, e.getPropertyName());
            case InvalidFormatException e
            when e.getTargetType().isEnum() ->
                json(
                        language,
                        "json/not-one-of",
                        e,
                        String.join(
                                ", ",
                                java.util.Arrays.stream(e.getTargetType().getEnumConstants())
                                        .map(Object::toString)
                                        .toList()));
            case UnreadableText e -> json(language, e.slug(), e);
            case MismatchedInputException e -> json(language, "json/wrong-type", e, typeName(e.getTargetType()));
            case StreamConstraintsException e -> start(400, "json/too-deep-or-long", language);
            case JsonParseException e ->
                start(
                        400,
                        e.getOriginalMessage().contains("Duplicate field") ? "json/duplicate-field" : "json/malformed",
                        language,
                        e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                        e.getLocation() == null ? 0 : e.getLocation().getColumnNr());
            case JsonMappingException e
            when e.getCause() instanceof JacksonException cause && cause != e -> of(cause, language);
            case JsonMappingException e -> json(language, "json/wrong-type", e, "");
            default -> start(400, "json/malformed", language, 0, 0);
        };
    }

    /** A unique key or foreign key the database guards; the constraint's name finds the words. */
    Problem of(org.hibernate.exception.ConstraintViolationException violation, Locale language) {
        String name = violation.getConstraintName() == null ? "" : violation.getConstraintName();
        String slug = words.find(language, "constraint/" + name + ".title").isPresent()
                ? "constraint/" + name
                : violation.getKind() == ConstraintKind.UNIQUE ? "constraint/unique" : "constraint/refused";
        return start(409, slug, language);
    }

    Problem stale(Locale language) {
        return start(412, "stale", language);
    }

    Problem plain(int status, Locale language) {
        String slug =
                switch (status) {
                    case 401 -> "not-signed-in";
                    case 403 -> "not-allowed";
                    case 404 -> "not-found";
                    case 405 -> "method-not-allowed";
                    case 406 -> "not-acceptable";
                    case 413 -> "too-large";
                    case 415 -> "media-type";
                    case 400 -> "malformed";
                    default -> status >= 500 ? "internal" : "refused";
                };
        return start(status, slug, language);
    }

    static boolean isStale(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof OptimisticLockException || t instanceof StaleObjectStateException) {
                return true;
            }
        }
        return false;
    }

    static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    private Problem start(int status, String slug, Locale language, Object... arguments) {
        return new Problem(
                TYPE + slug,
                words.say(language, slug + ".title"),
                status,
                words.say(language, slug + ".detail", arguments),
                language);
    }

    private Problem json(Locale language, String slug, JsonMappingException e, Object... arguments) {
        String pointer = pointer(e.getPath());
        return start(400, slug, language, arguments)
                .with("errors", List.of(error(pointer, slug, words.say(language, slug + ".detail", arguments))));
    }

    private static Map<String, String> error(String pointer, String code, String detail) {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("pointer", pointer);
        error.put("code", code);
        error.put("detail", detail);
        return error;
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        return pointer.toString();
    }

    /** {@code plan.body.measures[0].title} → {@code /measures/0/title}; {@code list.paging.limit} → {@code ?limit}. */
    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        boolean parameter = false;
        int depth = 0;
        for (Path.Node node : path) {
            switch (node.getKind()) {
                case METHOD, CONSTRUCTOR -> {}
                case PARAMETER -> {
                    parameter = !"body".equals(node.getName());
                    if (parameter) {
                        pointer.append('?').append(node.getName());
                    }
                }
                default -> {
                    if (node.getIndex() != null) {
                        pointer.append('/').append(node.getIndex());
                    }
                    if (node.getName() != null && !node.getName().startsWith("<")) {
                        if (parameter) {
                            pointer.setLength(0);
                            pointer.append('?').append(node.getName());
                        } else {
                            pointer.append('/').append(node.getName());
                        }
                    }
                }
            }
            depth++;
        }
        return depth == 0 ? "" : pointer.toString();
    }

    private static Object[] limits(ConstraintViolation<?> v) {
        Map<String, Object> attributes = v.getConstraintDescriptor().getAttributes();
        return new Object[] {
            attributes.getOrDefault("min", attributes.getOrDefault("value", "")), attributes.getOrDefault("max", "")
        };
    }

    private static String typeName(@Nullable Class<?> type) {
        if (type == null) {
            return "";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "string";
            case "int", "Integer", "long", "Long" -> "integer";
            case "boolean", "Boolean" -> "boolean";
            case "LocalDate" -> "date (YYYY-MM-DD)";
            case "OffsetDateTime", "Instant" -> "date-time (RFC 3339)";
            case "UUID" -> "uuid";
            case "List", "ArrayList", "Set" -> "array";
            default -> "object";
        };
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
