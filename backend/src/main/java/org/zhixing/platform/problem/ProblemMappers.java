package org.zhixing.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.zhixing.platform.web.CallerAddress;

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

    @Inject
    CurrentVertxRequest request;

    @Inject
    CallerAddress addresses;

    private static final Set<Integer> REFUSED = Set.of(401, 403, 404, 429);

    /** An attribute of an identity that no role counts for at present: the slug that says why. */
    public static final String FORBIDDEN_BECAUSE = "forbiddenBecause";

    @ServerExceptionMapper
    public Response refused(Refused refused, HttpHeaders headers) {
        return answer(problems.of(refused, language(headers)));
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException violations, HttpHeaders headers) {
        return answer(problems.of(violations, language(headers)));
    }

    @ServerExceptionMapper({JacksonException.class, com.fasterxml.jackson.databind.exc.MismatchedInputException.class})
    public Response unreadable(JacksonException unreadable, HttpHeaders headers) {
        return answer(problems.of(unreadable, language(headers)));
    }

    @ServerExceptionMapper
    public Response unreadable(Unwrapped unwrapped, HttpHeaders headers) {
        return answer(problems.of(unwrapped.unreadable(), language(headers)));
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response signedOut(SecurityException signedOut, HttpHeaders headers) {
        return answer(problems.plain(401, language(headers)).withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException forbidden, HttpHeaders headers) {
        String reason = identity.getIdentity().getAttribute(FORBIDDEN_BECAUSE);
        return reason == null
                ? answer(problems.plain(403, language(headers)))
                : answer(problems.of(Refused.forbidden(reason), language(headers)));
    }

    @ServerExceptionMapper
    public Response refusedByHttp(WebApplicationException refused, HttpHeaders headers) {
        JacksonException unreadable = Problems.cause(refused, JacksonException.class);
        if (unreadable != null) {
            return answer(problems.of(unreadable, language(headers)));
        }
        int status = refused.getResponse().getStatus();
        return status < 400 ? refused.getResponse() : answer(problems.plain(status, language(headers)));
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
            return answer(problems.of(refused, language));
        }
        if (Problems.isStale(failure)) {
            return problems.stale(language).toResponse();
        }
        var violation = Problems.cause(failure, org.hibernate.exception.ConstraintViolationException.class);
        if (violation != null) {
            return answer(problems.of(violation, language));
        }
        LOG.errorf(failure, "Request failed");
        return answer(problems.plain(500, language));
    }

    private Locale language(HttpHeaders headers) {
        return words.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** Leaves a line in the log of what nobody may do, so that probing shows: what was refused and at which path. */
    private Response answer(Problem problem) {
        RoutingContext call = request.getCurrent();
        if (call != null && REFUSED.contains(problem.status())) {
            LOG.infof(
                    "%d %s %s %s from %s",
                    problem.status(),
                    problem.slug(),
                    call.request().method(),
                    call.normalizedPath(),
                    addresses.of(call.request()));
        }
        return problem.toResponse();
    }
}
