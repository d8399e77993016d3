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
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.NewCookie;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.ProblemMappers;

/** Recognises a browser by its session cookie. What another site's page asks for is refused before, at the edge. */
@ApplicationScoped
public class SessionCookie implements HttpAuthenticationMechanism {
    public static final String NAME = "zhixing_session";

    /** Behind TLS the name itself keeps a neighbouring host from setting it. */
    static final String NAME_BEHIND_TLS = "__Host-" + NAME;

    /** What an identity carries besides its id: the name shown. */
    public static final String DISPLAY_NAME = "displayName";

    /** What an identity carries besides its id: who acts, as the session's own statement found it. */
    static final String ACTOR = "actor";

    /** What an identity carries besides its id: which session it came by. */
    static final String SESSION_ID = "sessionId";

    @Inject
    Caller caller;

    @ConfigProperty(name = "zhixing.cookie.secure", defaultValue = "false")
    boolean secureOnly;

    /** A session token on its way to become an identity. */
    static final class Token extends BaseAuthenticationRequest {
        final String value;

        Token(String value) {
            this.value = value;
        }
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        Cookie tls = request.request().getCookie(NAME_BEHIND_TLS);
        Cookie cookie =
                tls != null ? tls : secureOnly ? null : request.request().getCookie(NAME);
        return cookie == null || cookie.getValue().isBlank()
                ? Uni.createFrom().nullItem()
                : identities.authenticate(new Token(cookie.getValue()));
    }

    /** Whether a request carries a session's cookie, under whichever of its names. */
    public static boolean isIn(RoutingContext request) {
        return request.request().getCookie(NAME) != null || request.request().getCookie(NAME_BEHIND_TLS) != null;
    }

    /** The cookie that signs a browser in. */
    NewCookie holding(String token) {
        return cookie(token, (int) AccountSession.LIFE.toSeconds());
    }

    /** The cookie that signs it out. */
    NewCookie gone() {
        return cookie("", 0);
    }

    private NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(secureOnly ? NAME_BEHIND_TLS : NAME)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(secureOnly || caller.isOverTls())
                .sameSite(NewCookie.SameSite.LAX)
                .maxAge(seconds)
                .build();
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
            return context.runBlocking(() ->
                    sessions.find(token.value).map(Lookup::identity).orElseThrow(AuthenticationFailedException::new));
        }

        private static SecurityIdentity identity(Sessions.SignedIn found) {
            var identity = QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal(found.actor().accountId().toString()))
                    .addRoles(found.roles())
                    .addAttribute(DISPLAY_NAME, found.actor().name())
                    .addAttribute(ACTOR, found.actor())
                    .addAttribute(SESSION_ID, found.sessionId())
                    .addAttribute(Writes.RIGHTS, found.rights());
            if (found.mustEnrol()) {
                identity.addAttribute(ProblemMappers.FORBIDDEN_BECAUSE, "second-factor-enrolment-needed");
            }
            return identity.build();
        }
    }
}
