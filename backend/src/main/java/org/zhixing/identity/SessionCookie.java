package org.zhixing.identity;

import io.quarkus.security.AuthenticationFailedException;
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
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.NewCookie;
import java.util.Set;

/** Recognises a browser by its session cookie, and refuses changes that another site's page asks it to make. */
@ApplicationScoped
public class SessionCookie implements HttpAuthenticationMechanism {
    static final String NAME = "zhixing_session";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** A session token on its way to become an identity. */
    static final class Token extends BaseAuthenticationRequest {
        final String value;

        Token(String value) {
            this.value = value;
        }
    }

    /** The cookie that signs a browser in. */
    static NewCookie holding(String token, boolean secureOnly) {
        return new NewCookie.Builder(NAME)
                .value(token)
                .path("/")
                .httpOnly(true)
                .secure(secureOnly)
                .sameSite(NewCookie.SameSite.LAX)
                .maxAge((int) AccountSession.LIFE.toSeconds())
                .build();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        Cookie cookie = request.request().getCookie(NAME);
        if (cookie == null || cookie.getValue().isBlank()) {
            return Uni.createFrom().nullItem();
        }
        if (!SAFE.contains(request.request().method()) && !fromOwnPage(request)) {
            return Uni.createFrom().failure(new AuthenticationFailedException("cross-site request"));
        }
        return identities.authenticate(new Token(cookie.getValue()));
    }

    /** Browsers say where a request comes from; clients that say nothing carry no foreign cookies. */
    private static boolean fromOwnPage(RoutingContext request) {
        String site = request.request().getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.request().getHeader("Origin");
        return origin == null || origin.endsWith("://" + request.request().authority());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, null, null));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(Token.class);
    }

    /** Looks the token up in the database at every request: what was ended or revoked is so at once. */
    @ApplicationScoped
    static class Lookup implements IdentityProvider<Token> {
        @Inject
        Sessions sessions;

        @Override
        public Class<Token> getRequestType() {
            return Token.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(Token token, AuthenticationRequestContext context) {
            return context.runBlocking(() -> sessions.find(token.value)
                    .<SecurityIdentity>map(found -> QuarkusSecurityIdentity.builder()
                            .setPrincipal(new QuarkusPrincipal(found.accountId().toString()))
                            .addRoles(found.roles())
                            .build())
                    .orElseThrow(AuthenticationFailedException::new));
        }
    }
}
