package org.zhixing.identity.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A token that is not given, in the words of RFC 6749 §5.2: what OAuth clients everywhere read. */
final class TokenRefused extends RuntimeException {
    /** The error codes of RFC 6749 §5.2 that client credentials can meet. */
    enum Code {
        INVALID_REQUEST,
        INVALID_CLIENT,
        INVALID_SCOPE,
        UNSUPPORTED_GRANT_TYPE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Code code;

    /** @param description for whoever builds the client; ASCII without quotes, and nothing of what was sent */
    TokenRefused(Code code, String description) {
        super(description, null, false, false);
        this.code = code;
    }

    /** The same words whatever was wrong with the client, its secret or its signature. */
    static TokenRefused unknownClient() {
        return new TokenRefused(
                Code.INVALID_CLIENT,
                "The client is unknown, disabled or expired, or what it proves itself with is not valid");
    }

    /** Writes refusals; the only ones that are not problem details. */
    @ApplicationScoped
    static class Mapper {
        @ServerExceptionMapper
        public Response refused(TokenRefused refused) {
            Response.ResponseBuilder answer = Response.status(refused.code == Code.INVALID_CLIENT ? 401 : 400)
                    .type(MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .entity(new TokenResource.TokenError(refused.code.word(), refused.getMessage()));
            if (refused.code == Code.INVALID_CLIENT) {
                answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"zhixing\", charset=\"UTF-8\"");
            }
            return answer.build();
        }
    }
}
