package org.zhixing.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Unwrapped;

/**
 * The answer that was given for an idempotency key. It may repeat what is kept encrypted elsewhere, such as a disclosed
 * ID number, so it is encrypted too, and the request is recognised by a keyed hash.
 */
@Entity
@Table(name = "idempotency_record")
class IdempotencyRecord {
    static final Duration LIFE = Duration.ofHours(24);
    private static final String FINGERPRINT = "idempotency_record.fingerprint";

    @Id
    private byte[] place;

    private byte[] fingerprint;
    private byte[] rights;
    private int status;
    private byte @Nullable [] bodySecret;
    private @Nullable String location;
    private @Nullable String etag;
    private Instant storedAt;

    protected IdempotencyRecord() {}

    static IdempotencyRecord of(
            byte[] place, byte[] request, byte[] rights, @Nullable Object result, ObjectMapper json, Keyring keys) {
        IdempotencyRecord record = new IdempotencyRecord();
        record.place = place;
        record.fingerprint = keys.seal(FINGERPRINT, request);
        record.rights = rights;
        record.storedAt = Instant.now();
        Object entity = result;
        record.status = result == null ? 204 : 200;
        if (result instanceof RestResponse<?> response) {
            record.status = response.getStatus();
            entity = response.getEntity();
            record.location = response.getHeaderString(HttpHeaders.LOCATION);
            record.etag = response.getHeaderString(HttpHeaders.ETAG);
        }
        try {
            record.bodySecret = entity == null ? null : keys.encrypt(context(place), json.writeValueAsBytes(entity));
        } catch (JsonProcessingException e) {
            throw new Unwrapped(e);
        }
        return record;
    }

    boolean isFresh() {
        return storedAt.plus(LIFE).isAfter(Instant.now());
    }

    boolean fits(byte[] request, Keyring keys) {
        return keys.seals(FINGERPRINT, request).stream().anyMatch(seal -> Arrays.equals(fingerprint, seal));
    }

    /** Whether whoever asks holds what they held when they were given this answer. */
    boolean wasGivenTo(byte[] now) {
        return Arrays.equals(rights, now);
    }

    /** What a kept answer is bound to, so that answers cannot be exchanged. */
    static String context(byte[] place) {
        return "idempotency_record:" + HexFormat.of().formatHex(place);
    }

    RestResponse<JsonNode> replay(ObjectMapper json, Keyring keys) {
        try {
            var response = RestResponse.ResponseBuilder.<JsonNode>create(status).header("Idempotent-Replayed", "true");
            if (bodySecret != null) {
                response.entity(json.readTree(keys.decrypt(context(place), bodySecret)))
                        .type("application/json");
            }
            if (location != null) {
                response.header(HttpHeaders.LOCATION, location);
            }
            if (etag != null) {
                response.header(HttpHeaders.ETAG, etag);
            }
            return response.build();
        } catch (JsonProcessingException e) {
            throw new Unwrapped(e);
        }
    }
}
