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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Unwrapped;

/** The answer that was given for an idempotency key. */
@Entity
@Table(name = "idempotency_record")
class IdempotencyRecord {
    static final Duration LIFE = Duration.ofHours(24);

    @Id
    private byte[] place;

    private byte[] fingerprint;
    private int status;
    private @Nullable String body;
    private @Nullable String location;
    private @Nullable String etag;
    private Instant storedAt;

    protected IdempotencyRecord() {}

    static IdempotencyRecord of(byte[] place, byte[] fingerprint, @Nullable Object result, ObjectMapper json) {
        IdempotencyRecord record = new IdempotencyRecord();
        record.place = place;
        record.fingerprint = fingerprint;
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
            record.body = entity == null ? null : json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new Unwrapped(e);
        }
        return record;
    }

    boolean isFresh() {
        return storedAt.plus(LIFE).isAfter(Instant.now());
    }

    boolean fits(byte[] other) {
        return Arrays.equals(fingerprint, other);
    }

    RestResponse<JsonNode> replay(ObjectMapper json) {
        try {
            var response = RestResponse.ResponseBuilder.<JsonNode>create(status).header("Idempotent-Replayed", "true");
            if (body != null) {
                response.entity(json.readTree(body)).type("application/json");
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
