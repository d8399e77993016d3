package org.zhixing.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID Connect provider that is named in the settings: where to send a browser, and whom its return proves. It is
 * asked nothing before somebody signs in, and none of its tokens is kept.
 */
@ApplicationScoped
class OpenIdProvider {
    private static final Logger LOG = Logger.getLogger(OpenIdProvider.class);
    private static final int PATIENCE_MS = 5_000;
    private static final int MAX_KEYS_BYTES = 1 << 18;

    /** What the provider says of itself is asked for again after this long. */
    private static final Duration FRESH = Duration.ofHours(1);

    @ConfigProperty(name = "zhixing.oidc.url")
    Optional<String> issuer;

    @ConfigProperty(name = "zhixing.oidc.client-id")
    String clientId;

    @ConfigProperty(name = "zhixing.oidc.client-secret")
    Optional<String> clientSecret;

    @ConfigProperty(name = "zhixing.oidc.scope")
    Optional<String> scope;

    @ConfigProperty(name = "zhixing.oidc.account-claim")
    String accountClaim;

    @Inject
    Clock clock;

    private volatile @Nullable Known known;

    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant at) {}

    boolean isNamed() {
        return issuer.isPresent();
    }

    /** Where the browser goes. Afresh: the provider asks who it is even of somebody it remembers. */
    URI authorization(SignInUnderWay started, URI returnTo, boolean afresh) {
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        com.nimbusds.oauth2.sdk.Scope.parse("openid " + scope.orElse("")),
                        new ClientID(clientId),
                        returnTo)
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(started.state())
                .nonce(started.nonce())
                .codeChallenge(started.verifier(), CodeChallengeMethod.S256);
        if (afresh) {
            request.prompt(Prompt.Type.LOGIN);
        }
        return request.build().toURI();
    }

    /** The agreed claim of the person whom a browser's return to {@code returned} proves. */
    String whoReturned(SignInUnderWay started, URI returned, URI returnTo) {
        Known provider = known();
        try {
            AuthenticationResponse answer = AuthenticationResponseParser.parse(returned);
            boolean another = answer.getIssuer() != null
                    && !answer.getIssuer().equals(provider.metadata().getIssuer());
            if (!answer.indicatesSuccess() || !started.state().equals(answer.getState()) || another) {
                throw new TurnedAway(TurnedAway.Why.FAILED);
            }
            AuthorizationCode code = answer.toSuccessResponse().getAuthorizationCode();
            OIDCTokens tokens = redeem(provider, code, started, returnTo);
            IDTokenClaimsSet proven = provider.validator().validate(tokens.getIDToken(), started.nonce());
            String claim = claim(proven);
            return claim != null ? claim : asked(provider, tokens, proven);
        } catch (IOException | KeySourceException silent) {
            LOG.warnf("The single sign-on cannot be reached: %s", silent.getMessage());
            throw new TurnedAway(TurnedAway.Why.UNREACHABLE);
        } catch (ParseException | BadJOSEException | JOSEException unproven) {
            LOG.warnf("A single sign-on proved nothing: %s", unproven.getMessage());
            throw new TurnedAway(TurnedAway.Why.FAILED);
        }
    }

    private OIDCTokens redeem(Known provider, AuthorizationCode code, SignInUnderWay started, URI returnTo)
            throws IOException, ParseException {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, returnTo, started.verifier());
        URI place = provider.metadata().getTokenEndpointURI();
        TokenRequest.Builder request = clientSecret
                .map(secret ->
                        new TokenRequest.Builder(place, signature(provider.metadata(), new Secret(secret)), grant))
                .orElseGet(() -> new TokenRequest.Builder(place, new ClientID(clientId), grant));
        TokenResponse response =
                OIDCTokenResponseParser.parse(send(request.build().toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            throw new ParseException("no token: " + response.toErrorResponse().getErrorObject());
        }
        return ((OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens();
    }

    /** Basic, unless the provider takes the secret in the form alone. */
    private ClientAuthentication signature(OIDCProviderMetadata metadata, Secret secret) {
        List<ClientAuthenticationMethod> taken = metadata.getTokenEndpointAuthMethods();
        boolean form = taken != null
                && taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        ClientID client = new ClientID(clientId);
        return form ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret);
    }

    /** Some providers say more at the userinfo endpoint than in the ID token. */
    private String asked(Known provider, OIDCTokens tokens, IDTokenClaimsSet proven)
            throws IOException, ParseException {
        URI place = provider.metadata().getUserInfoEndpointURI();
        if (place != null && tokens.getBearerAccessToken() != null) {
            UserInfoResponse response = UserInfoResponse.parse(
                    send(new UserInfoRequest(place, tokens.getBearerAccessToken()).toHTTPRequest()));
            if (response.indicatesSuccess() && response.toSuccessResponse().getUserInfo() != null) {
                var told = response.toSuccessResponse().getUserInfo();
                String claim = told.getSubject().equals(proven.getSubject()) ? claim(told) : null;
                if (claim != null) {
                    return claim;
                }
            }
        }
        LOG.warnf("The single sign-on says nothing about the claim %s", accountClaim);
        throw new TurnedAway(TurnedAway.Why.UNKNOWN);
    }

    /** An e-mail address that the provider calls unverified proves nobody. */
    private @Nullable String claim(ClaimsSet claims) {
        if (accountClaim.equals("email") && Boolean.FALSE.equals(claims.getBooleanClaim("email_verified"))) {
            return null;
        }
        Object value = claims.getClaim(accountClaim);
        return value instanceof String || value instanceof Number ? value.toString() : null;
    }

    private static HTTPResponse send(HTTPRequest request) throws IOException {
        request.setConnectTimeout(PATIENCE_MS);
        request.setReadTimeout(PATIENCE_MS);
        return request.send();
    }

    private Known known() {
        Known last = known;
        if (last == null || last.at().plus(FRESH).isBefore(clock.instant())) {
            last = discover();
            known = last;
        }
        return last;
    }

    /** Signatures by the provider's published keys alone: neither unsigned tokens nor ones signed with our secret. */
    private Known discover() {
        try {
            OIDCProviderMetadata metadata =
                    OIDCProviderMetadata.resolve(new Issuer(issuer.orElseThrow()), PATIENCE_MS, PATIENCE_MS);
            var keys = JWKSourceBuilder.<SecurityContext>create(
                            metadata.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(PATIENCE_MS, PATIENCE_MS, MAX_KEYS_BYTES))
                    .refreshAheadCache(false)
                    .build();
            var algorithms = metadata.getIDTokenJWSAlgs().stream()
                    .filter(JWSAlgorithm.Family.SIGNATURE::contains)
                    .collect(Collectors.toSet());
            var selector = new JWSVerificationKeySelector<>(algorithms, keys);
            return new Known(
                    metadata,
                    new IDTokenValidator(metadata.getIssuer(), new ClientID(clientId), selector, null),
                    clock.instant());
        } catch (IOException | GeneralException | IllegalArgumentException silent) {
            LOG.warnf("The single sign-on at %s cannot be used: %s", issuer.orElseThrow(), silent.getMessage());
            throw new TurnedAway(TurnedAway.Why.UNREACHABLE);
        }
    }
}
