package org.zhixing.identity;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the browser itself keeps while its user is at the provider: only the browser that left can come back. The provider
 * sees the state, the nonce and the verifier's digest.
 */
record SignInUnderWay(State state, Nonce nonce, CodeVerifier verifier, String to) {
    static final String COOKIE = "zhixing_sign_in";
    static final String PATH = "/api/v1/session/oidc";
    private static final Duration LIFE = Duration.ofMinutes(15);

    /** A path of this site. Two slashes, or a backslash that browsers read as one, would name another. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?!/)[\\x21-\\x7e&&[^\\\\]]{0,1000}");

    /** Begins one that ends at an address; at the front page if the address is not ours. */
    static SignInUnderWay to(@Nullable String address) {
        return new SignInUnderWay(new State(), new Nonce(), new CodeVerifier(), own(address));
    }

    /** The one that a cookie tells of. */
    static SignInUnderWay of(@Nullable String cookie) {
        String[] parts = cookie == null ? new String[0] : cookie.split("\\.");
        if (parts.length != 4) {
            throw new TurnedAway(TurnedAway.Why.FAILED);
        }
        try {
            String to = new String(Base64.getUrlDecoder().decode(parts[3]), StandardCharsets.US_ASCII);
            return new SignInUnderWay(new State(parts[0]), new Nonce(parts[1]), new CodeVerifier(parts[2]), own(to));
        } catch (IllegalArgumentException unreadable) {
            throw new TurnedAway(TurnedAway.Why.FAILED);
        }
    }

    NewCookie cookie(boolean secureOnly) {
        String address = Base64.getUrlEncoder().withoutPadding().encodeToString(to.getBytes(StandardCharsets.US_ASCII));
        return cookie(
                String.join(".", state.getValue(), nonce.getValue(), verifier.getValue(), address), LIFE, secureOnly);
    }

    /** Takes the cookie back. */
    static NewCookie gone() {
        return cookie("", Duration.ZERO, false);
    }

    private static NewCookie cookie(String value, Duration life, boolean secureOnly) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path(PATH)
                .httpOnly(true)
                .secure(secureOnly)
                .sameSite(NewCookie.SameSite.LAX)
                .maxAge((int) life.toSeconds())
                .build();
    }

    private static String own(@Nullable String address) {
        return address != null && OWN_PATH.matcher(address).matches() ? address : "/";
    }
}
