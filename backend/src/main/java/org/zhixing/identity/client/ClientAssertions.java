package org.zhixing.identity.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/** Checks the JWT a client signs to prove itself: private_key_jwt, RFC 7523 §3. */
@ApplicationScoped
class ClientAssertions {
    private static final int LONGEST_MINUTES = 5;
    private static final int MOST_CHARACTERS = 8_000;
    private static final int MOST_JTI = 255;

    /** How far a client's clock may be ahead where that harms nobody: when its assertion begins, never when it ends. */
    private static final int SKEW_SECONDS = 30;

    private static final String[] ALGORITHMS = {
        AlgorithmIdentifiers.RSA_USING_SHA256,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
        AlgorithmIdentifiers.EDDSA
    };

    /** What is left to check of an assertion that is sound: that it has not been used. */
    record Sound(String jti, Instant expiresAt) {}

    @Inject
    Clock clock;

    @ConfigProperty(name = "zhixing.public-url")
    String publicUrl;

    /** Whom an assertion speaks of, before anything of it is proven. */
    static @Nullable String claimedSubject(String jwt) {
        if (jwt.length() > MOST_CHARACTERS) {
            return null;
        }
        try {
            return new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build()
                    .processToClaims(jwt)
                    .getSubject();
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException unreadable) {
            return null;
        }
    }

    /** Checks signature, issuer, subject, audience and times; refuses without saying which was wrong. */
    Sound check(String jwt, ApiClient client) {
        String keys = client.jwks();
        if (keys == null) {
            throw TokenRefused.unknownClient();
        }
        Instant now = clock.instant();
        JwksVerificationKeyResolver resolver = new JwksVerificationKeyResolver(PublicKeys.of(keys));
        resolver.setDisambiguateWithVerifySignature(true);
        String issuer = publicUrl.replaceFirst("/+$", "");
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS)
                    .setVerificationKeyResolver(resolver)
                    .setExpectedIssuer(true, client.id().toString())
                    .setExpectedSubject(client.id().toString())
                    .setExpectedAudience(true, issuer, issuer + TokenResource.PATH)
                    .setRequireJwtId()
                    .setRequireExpirationTime()
                    .setMaxFutureValidityInMinutes(LONGEST_MINUTES)
                    .setIssuedAtRestrictions(SKEW_SECONDS, 60 * LONGEST_MINUTES)
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                    .registerValidator((Validator) context -> endsInTime(context, now))
                    .registerValidator((Validator) ClientAssertions::oneAudience)
                    .build()
                    .processToClaims(jwt);
            return new Sound(
                    claims.getJwtId(),
                    Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()));
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException refused) {
            throw TokenRefused.unknownClient();
        }
    }

    private static @Nullable String endsInTime(JwtContext context, Instant now) throws MalformedClaimException {
        NumericDate end = context.getJwtClaims().getExpirationTime();
        long latest = now.plusSeconds(60L * LONGEST_MINUTES).toEpochMilli();
        return end == null || end.getValueInMillis() <= now.toEpochMilli() || end.getValueInMillis() > latest
                ? "exp lies in the past or too far ahead"
                : null;
    }

    /** An assertion that is made for several receivers could be handed on by one of them. */
    private static @Nullable String oneAudience(JwtContext context) throws MalformedClaimException {
        boolean one = context.getJwtClaims().getAudience().size() == 1
                && context.getJwtClaims().getJwtId().length() <= MOST_JTI;
        return one ? null : "one audience and a jti of bearable length";
    }
}
