package org.zhixing.platform.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Form;
import org.zhixing.platform.web.Precondition;

/** Carries out what {@link Writes} promises. Keys live for a day; 5xx answers are not kept. */
@Writes
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class WritesOnce {
    private static final int MAX_KEY = 255;

    /** A random UUID without its dashes. */
    private static final int UNGUESSABLE = 32;

    @Inject
    EntityManager entities;

    @Inject
    ObjectMapper json;

    @Inject
    Keyring keys;

    @Inject
    CurrentIdentityAssociation identity;

    @Context
    HttpHeaders headers;

    @AroundInvoke
    Object write(InvocationContext call) throws Exception {
        String key = headers.getHeaderString("Idempotency-Key");
        Writes writes = call.getMethod().getAnnotation(Writes.class);
        boolean anonymously = writes.anonymously();
        if (key == null
                || key.isBlank()
                || !maySayItAgain(call)
                || !writes.keepsAnswer()
                || (anonymously
                        ? key.length() < UNGUESSABLE
                        : identity.getIdentity().isAnonymous())) {
            return inTransaction(call::proceed);
        }
        if (key.length() > MAX_KEY) {
            throw Refused.malformed("idempotency-key-too-long", MAX_KEY);
        }
        String operation = call.getMethod().getDeclaringClass().getSimpleName() + "."
                + call.getMethod().getName();
        String caller = anonymously ? "" : identity.getIdentity().getPrincipal().getName();
        byte[] place = digest(caller, operation, key);
        byte[] body = fingerprint(call.getParameters());
        byte[] rights = digest(
                anonymously ? "" : Objects.toString(identity.getIdentity().getAttribute(Writes.RIGHTS), ""));
        return inTransaction(() -> once(call, place, body, rights));
    }

    private static @Nullable Object inTransaction(Callable<Object> work) throws Exception {
        try {
            return QuarkusTransaction.joiningExisting().call(() -> {
                Object result = work.call();
                if (QuarkusTransaction.isRollbackOnly()) {
                    throw new Undone(result);
                }
                return result;
            });
        } catch (Undone dryRun) {
            return dryRun.result;
        } catch (io.quarkus.narayana.jta.QuarkusTransactionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Carries the answer of a dry run past the transaction that takes its effect back. */
    private static final class Undone extends RuntimeException {
        private final transient @Nullable Object result;

        Undone(@Nullable Object result) {
            super("dry run", null, false, false);
            this.result = result;
        }
    }

    private @Nullable Object once(InvocationContext call, byte[] place, byte[] body, byte[] rights) throws Exception {
        long lock = java.nio.ByteBuffer.wrap(place).getLong();
        // Without a result class: with one of a basic type, Hibernate plans the query anew each time and keeps every
        // plan.
        boolean mine = (Boolean) entities.createNativeQuery("select pg_try_advisory_xact_lock(:lock)")
                .setParameter("lock", lock)
                .getSingleResult();
        if (!mine) {
            throw Refused.conflict("idempotency-in-flight");
        }
        IdempotencyRecord kept = entities.find(IdempotencyRecord.class, place);
        if (kept != null && kept.isFresh()) {
            if (!kept.fits(body, keys)) {
                throw Refused.invalid("idempotency-other-body");
            }
            if (!kept.wasGivenTo(rights)) {
                throw Refused.conflict("idempotency-other-rights");
            }
            return replayed(call, kept.replay(json, keys));
        }
        if (kept != null) {
            entities.remove(kept);
            entities.flush();
        }
        Object result = call.proceed();
        entities.persist(IdempotencyRecord.of(place, body, rights, result, json, keys));
        return result;
    }

    /** The kept answer as the method's own; past the method where it answers with a plain record, which has no headers. */
    private static RestResponse<JsonNode> replayed(InvocationContext call, RestResponse<JsonNode> answer) {
        if (call.getMethod().getReturnType() != RestResponse.class) {
            throw new WebApplicationException(answer.toResponse());
        }
        return answer;
    }

    /** A PUT too: its repeat would find a newer version and be taken for somebody else's change. */
    private static boolean maySayItAgain(InvocationContext call) {
        return call.getMethod().isAnnotationPresent(POST.class)
                || call.getMethod().isAnnotationPresent(PUT.class);
    }

    private byte[] fingerprint(Object[] parameters) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            for (Object parameter : parameters) {
                print(parameter, out);
            }
        }
        return digest.digest();
    }

    private void print(@Nullable Object parameter, OutputStream out) throws Exception {
        switch (parameter) {
            case null -> out.write(0);
            case FileUpload file -> {
                try (InputStream content = Files.newInputStream(file.uploadedFile())) {
                    content.transferTo(out);
                }
            }
            case Form form -> {
                for (Field part : form.getClass().getFields()) {
                    print(part.get(form), out);
                }
            }
            case InputStream stream -> out.write(1);
            case Precondition precondition -> out.write(2);
            default -> {
                JsonNode canonical = json.valueToTree(parameter);
                out.write(canonical.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        out.write('\n');
    }

    private static byte[] digest(String... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Arrays.stream(parts).forEach(part -> {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        });
        return digest.digest();
    }
}
