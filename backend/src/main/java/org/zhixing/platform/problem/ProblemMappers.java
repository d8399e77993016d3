package org.zhixing.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** One mapper per family of failures; none shows a stack trace, a class or an SQL text. */
@ApplicationScoped
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @Inject
    Problems problems;

    @Inject
    Words words;

    @Inject
    CurrentIdentityAssociation identity;

    /** An attribute of an identity that no role counts for at present: the slug that says why. */
    public static final String FORBIDDEN_BECAUSE = "forbiddenBecause";

    @ServerExceptionMapper
    public Response refused(Refused refused, HttpHeaders headers) {
        return problems.of(refused, language(headers)).toResponse();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException violations, HttpHeaders headers) {
        return problems.of(violations, language(headers)).toResponse();
    }

    @ServerExceptionMapper({JacksonException.class, com.fasterxml.jackson.databind.exc.MismatchedInputException.class})
    public Response unreadable(JacksonException unreadable, HttpHeaders headers) {
        return problems.of(unreadable, language(headers)).toResponse();
    }

    @ServerExceptionMapper
    public Response unreadable(Unwrapped unwrapped, HttpHeaders headers) {
        return problems.of(unwrapped.unreadable(), language(headers)).toResponse();
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response signedOut(SecurityException signedOut, HttpHeaders headers) {
        return problems.plain(401, language(headers))
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .toResponse();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException forbidden, HttpHeaders headers) {
        String reason = identity.getIdentity().getAttribute(FORBIDDEN_BECAUSE);
        return reason == null
                ? problems.plain(403, language(headers)).toResponse()
                : problems.of(Refused.forbidden(reason), language(headers)).toResponse();
    }

    @ServerExceptionMapper
    public Response refusedByHttp(WebApplicationException refused, HttpHeaders headers) {
        JacksonException unreadable = Problems.cause(refused, JacksonException.class);
        if (unreadable != null) {
            return problems.of(unreadable, language(headers)).toResponse();
        }
        int status = refused.getResponse().getStatus();
        return status < 400
                ? refused.getResponse()
                : problems.plain(status, language(headers)).toResponse();
    }

    @ServerExceptionMapper({
        PersistenceException.class,
        RollbackException.class,
        io.quarkus.narayana.jta.QuarkusTransactionException.class
    })
    public Response refusedByDatabase(Exception failure, HttpHeaders headers) {
        return any(failure, headers);
    }

    @ServerExceptionMapper
    public Response any(Exception failure, HttpHeaders headers) {
        Locale language = language(headers);
        Refused refused = Problems.cause(failure, Refused.class);
        if (refused != null) {
            return problems.of(refused, language).toResponse();
        }
        if (Problems.isStale(failure)) {
            return problems.stale(language).toResponse();
        }
        var violation = Problems.cause(failure, org.hibernate.exception.ConstraintViolationException.class);
        if (violation != null) {
            return problems.of(violation, language).toResponse();
        }
        LOG.errorf(failure, "Request failed");
        return problems.plain(500, language).toResponse();
    }

    private Locale language(HttpHeaders headers) {
        return words.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
