package org.zhixing.platform.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Refused;

/** Cursors: the last row's sort keys and the order they belong to, sealed so that only what was given is taken back. */
@ApplicationScoped
class Cursors {
    private static final int SEAL = 16;
    private static final String PURPOSE = "cursor";

    @Inject
    ObjectMapper json;

    @Inject
    Keyring keys;

    <T> String after(Order<T> order, T row) {
        List<Object> parts = new ArrayList<>();
        parts.add(order.name());
        order.keys().forEach(key -> parts.add(key.value().apply(row)));
        try {
            byte[] body = json.writeValueAsBytes(parts);
            byte[] seal = keys.seal(PURPOSE, body);
            byte[] whole = Arrays.copyOf(seal, SEAL + body.length);
            System.arraycopy(body, 0, whole, SEAL, body.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The keys a cursor carries, typed as its order says. */
    <T> List<Object> read(String cursor, Order<T> order) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(cursor);
            if (whole.length <= SEAL) {
                throw Refused.malformed("cursor-unknown");
            }
            byte[] body = Arrays.copyOfRange(whole, SEAL, whole.length);
            byte[] seal = Arrays.copyOf(whole, SEAL);
            if (keys.seals(PURPOSE, body).stream()
                    .noneMatch(known -> MessageDigest.isEqual(seal, Arrays.copyOf(known, SEAL)))) {
                throw Refused.malformed("cursor-unknown");
            }
            JsonNode parts = json.readTree(body);
            if (!parts.get(0).asText().equals(order.name())
                    || parts.size() != order.keys().size() + 1) {
                throw Refused.malformed("cursor-of-another-order");
            }
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < order.keys().size(); i++) {
                values.add(
                        json.treeToValue(parts.get(i + 1), order.keys().get(i).type()));
            }
            return values;
        } catch (IllegalArgumentException | java.io.IOException unreadable) {
            throw Refused.malformed("cursor-unknown");
        }
    }
}
