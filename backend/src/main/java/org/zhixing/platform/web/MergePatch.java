package org.zhixing.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.problem.Unwrapped;

/** JSON Merge Patch (RFC 7396) onto a record of the editable fields. */
@ApplicationScoped
public class MergePatch {
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    @Inject
    ObjectMapper json;

    @Inject
    Validator validator;

    /** The editable fields after the patch, validated as a whole. Fields the record lacks are refused. */
    public <R extends Record> R apply(R current, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            throw Refused.malformed("json/wrong-type", "object");
        }
        JsonNode merged = merge(json.valueToTree(current), changes);
        @SuppressWarnings("unchecked")
        Class<R> type = (Class<R>) current.getClass();
        R result;
        try {
            result = json.treeToValue(merged, type);
        } catch (JsonProcessingException unreadable) {
            throw new Unwrapped(unreadable);
        }
        Set<ConstraintViolation<R>> violations = validator.validate(result);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return result;
    }

    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object.deepCopy() : changes.objectNode();
        changes.properties().forEach(change -> {
            JsonNode before = result.get(change.getKey());
            result.set(
                    change.getKey(),
                    change.getValue().isNull()
                            ? change.getValue()
                            : merge(before == null ? changes.objectNode() : before, change.getValue()));
        });
        return result;
    }
}
