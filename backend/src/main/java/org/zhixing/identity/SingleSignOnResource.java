package org.zhixing.identity;

import static org.zhixing.platform.openapi.Tags.IDENTITY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.idempotency.Writes;

/** Signing in at another place: the way there and the way back. A browser walks both. */
@Path("/api/v1")
@Tag(name = IDENTITY)
@RunOnVirtualThread
public class SingleSignOnResource {
    @Inject
    SingleSignOn singleSignOn;

    @Inject
    OpenIdProvider provider;

    @Inject
    SessionCookie cookies;

    @ConfigProperty(name = "zhixing.oidc.public-url")
    Optional<URI> publicUrl;

    @ConfigProperty(name = "zhixing.cookie.secure", defaultValue = "false")
    boolean secureOnly;

    @GET
    @Path("/session/options")
    @PermitAll
    @Operation(operationId = "getSignInOptions", summary = "登录方式 The ways to sign in besides name and password")
    public SignInOptions options() {
        return singleSignOn.options();
    }

    @GET
    @Path("/session/oidc")
    @PermitAll
    @Operation(
            operationId = "startSingleSignOn",
            summary = "单点登录 Sends the browser to the single sign-on, from where it comes back signed in")
    @APIResponse(responseCode = "303", description = "前往统一身份认证 To the provider; or to /?signIn=unreachable")
    public RestResponse<Void> leave(
            @Parameter(description = "登录后回到的本站路径 The path of this site to come back to", example = "/rectification")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "要求重新验证身份，以便换人 Ask again who it is", example = "true") @QueryParam("afresh")
                    boolean afresh,
            @Context UriInfo uri) {
        singleSignOn.checkOffered();
        SignInUnderWay started = SignInUnderWay.to(to);
        return goTo(provider.authorization(started, returnTo(uri), afresh).toString(), started.cookie(secure(uri)));
    }

    @GET
    @Path("/session/oidc/return")
    @PermitAll
    @Writes
    @Operation(hidden = true)
    public RestResponse<Void> comeBack(
            @CookieParam(SignInUnderWay.COOKIE) @Nullable String cookie, @Context UriInfo uri) {
        singleSignOn.checkOffered();
        SignInUnderWay started = SignInUnderWay.of(cookie);
        String subject = provider.whoReturned(started, uri.getRequestUri(), returnTo(uri));
        NewCookie session = cookies.holding(singleSignOn.start(subject));
        return goTo(started.to(), session, SignInUnderWay.gone());
    }

    @ServerExceptionMapper
    public RestResponse<Void> turnedAway(TurnedAway turnedAway) {
        return goTo(turnedAway.address(), SignInUnderWay.gone());
    }

    /** Location as it stands: behind a proxy this service may not know the scheme people use. */
    private static RestResponse<Void> goTo(String address, NewCookie... cookies) {
        return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, address)
                .cookie(cookies)
                .build();
    }

    private URI returnTo(UriInfo uri) {
        return address(uri).resolve(SignInUnderWay.PATH + "/return");
    }

    private boolean secure(UriInfo uri) {
        return secureOnly || "https".equals(address(uri).getScheme());
    }

    private URI address(UriInfo uri) {
        return publicUrl.orElse(uri.getBaseUri());
    }
}
