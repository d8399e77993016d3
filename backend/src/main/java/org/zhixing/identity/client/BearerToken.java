package org.zhixing.identity.client;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.zhixing.identity.Role;
import org.zhixing.identity.SessionCookie;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.RateLimits;

/** Recognises another system by its token (RFC 6750), and counts its requests. */
@ApplicationScoped
public class BearerToken implements HttpAuthenticationMechanism {
    /** The identity's attribute that holds the scopes of its token: a {@code Set<String>}. */
    static final String SCOPES = "client.scopes";

    private static final String SCHEME = "Bearer ";

    /** A token on its way to become an identity. */
    static final class Token extends BaseAuthenticationRequest {
        final String value;
        final RoutingContext request;

        Token(String value, RoutingContext request) {
            this.value = value;
            this.request = request;
        }
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        String authorization = request.request().getHeader("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        if (SessionCookie.isIn(request)) {
            return Uni.createFrom().failure(unauthorized("two-identities", "invalid_request"));
        }
        return identities.authenticate(
                new Token(authorization.substring(SCHEME.length()).strip(), request));
    }

    /** Before the cookie is looked at: a request that has both is refused. */
    @Override
    public int getPriority() {
        return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(Token.class);
    }

    private static Refused unauthorized(String slug, String error) {
        return Refused.of(401, slug).withHeader("WWW-Authenticate", "Bearer error=\"" + error + "\"");
    }

    /** Looks the token up in the database at every request: what was ended, disabled or narrowed is so at once. */
    @ApplicationScoped
    static class Lookup implements IdentityProvider<Token> {
        @Inject
        Tokens tokens;

        @Inject
        RateLimits limits;

        @Override
        public Class<Token> getRequestType() {
            return Token.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(Token token, AuthenticationRequestContext context) {
            return context.runBlocking(() -> {
                Tokens.Bearer bearer =
                        tokens.find(token.value).orElseThrow(() -> unauthorized("token-refused", "invalid_token"));
                RateLimits.Standing standing = limits.count(
                        "client:" + bearer.client(), RateLimits.Policy.perMinute("client", bearer.requestsPerMinute()));
                standing.check();
                standing.fields().forEach(token.request.response()::putHeader);
                return QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(bearer.client().toString()))
                        .addRole(Role.CLIENT.name())
                        .addAttribute(SCOPES, bearer.scopes())
                        .addAttribute(SessionCookie.DISPLAY_NAME, bearer.name())
                        .build();
            });
        }
    }
}
