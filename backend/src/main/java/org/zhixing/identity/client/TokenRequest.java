package org.zhixing.identity.client;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.client.TokenRefused.Code;

/**
 * What is asked of the token endpoint (RFC 6749 §4.4): by whom, proved how, and for which scopes.
 *
 * @param client who asks, unproven; of an assertion, whom it names
 * @param secret the secret of client_secret_basic
 * @param assertion the signed JWT of private_key_jwt; exactly one of the two is there
 * @param scopes the scopes asked for; none for all the client has
 */
record TokenRequest(
        UUID client, @Nullable String secret, @Nullable String assertion, List<String> scopes) {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final int MOST_PARAMETERS = 20;
    private static final String BASIC = "Basic ";

    static TokenRequest read(String form, @Nullable String authorization) {
        Map<String, List<String>> parameters = parameters(form);
        String grant = one(parameters, "grant_type");
        if (grant == null) {
            throw new TokenRefused(Code.INVALID_REQUEST, "grant_type is missing");
        }
        if (!grant.equals("client_credentials")) {
            throw new TokenRefused(Code.UNSUPPORTED_GRANT_TYPE, "Only client_credentials is supported");
        }
        if (parameters.containsKey("client_secret")) {
            throw new TokenRefused(
                    Code.INVALID_REQUEST,
                    "A secret goes into the Authorization header (client_secret_basic), not into the form");
        }
        String scope = one(parameters, "scope");
        List<String> scopes = scope == null || scope.isBlank()
                ? List.of()
                : List.of(scope.strip().split(" +"));
        String assertion = one(parameters, "client_assertion");
        String type = one(parameters, "client_assertion_type");
        String named = one(parameters, "client_id");
        if ((assertion == null) != (type == null) || (type != null && !type.equals(JWT_BEARER))) {
            throw new TokenRefused(
                    Code.INVALID_REQUEST, "client_assertion and client_assertion_type " + JWT_BEARER + " go together");
        }
        if (assertion != null) {
            if (authorization != null) {
                throw new TokenRefused(Code.INVALID_REQUEST, "One way of client authentication only");
            }
            return new TokenRequest(same(named, ClientAssertions.claimedSubject(assertion)), null, assertion, scopes);
        }
        String[] pair = basic(authorization);
        return new TokenRequest(same(named, pair[0]), pair[1], null, scopes);
    }

    private static Map<String, List<String>> parameters(String form) {
        try {
            return new QueryStringDecoder(form, StandardCharsets.UTF_8, false, MOST_PARAMETERS, true).parameters();
        } catch (IllegalArgumentException unreadable) {
            throw new TokenRefused(Code.INVALID_REQUEST, "The form cannot be read");
        }
    }

    private static @Nullable String one(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new TokenRefused(Code.INVALID_REQUEST, name + " is given more than once");
        }
        return values.isEmpty() || values.getFirst().isEmpty() ? null : values.getFirst();
    }

    /** Id and secret, each form-encoded before they were joined: RFC 6749 §2.3.1. */
    private static String[] basic(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw TokenRefused.unknownClient();
        }
        try {
            String pair = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(BASIC.length()).strip()),
                    StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw TokenRefused.unknownClient();
            }
            return new String[] {
                URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8),
                URLDecoder.decode(pair.substring(colon + 1), StandardCharsets.UTF_8)
            };
        } catch (IllegalArgumentException unreadable) {
            throw TokenRefused.unknownClient();
        }
    }

    private static UUID same(@Nullable String named, @Nullable String proven) {
        if (proven == null || (named != null && !named.equals(proven))) {
            throw TokenRefused.unknownClient();
        }
        try {
            return UUID.fromString(proven);
        } catch (IllegalArgumentException unreadable) {
            throw TokenRefused.unknownClient();
        }
    }
}
