package org.zhixing.reminder;

import static org.zhixing.platform.openapi.Tags.REMINDER;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.audit.AuditTrail;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.CallerAddress;
import org.zhixing.platform.web.RateLimits;
import org.zhixing.platform.web.RateLimits.Policy;

/** The link in every digest that turns digests off. Looking at it does nothing: mail scanners follow every link. */
@Path("/api/v1/reminder-unsubscriptions/{token}")
@Tag(name = REMINDER)
@RunOnVirtualThread
public class UnsubscriptionResource {
    @Inject
    UnsubscribeLink link;

    @Inject
    Subscriptions subscriptions;

    @Inject
    RateLimits limits;

    @Inject
    CallerAddress addresses;

    @Inject
    AuditTrail audit;

    @ConfigProperty(name = "zhixing.mail.unsubscriptions-per-minute-and-address")
    int perAddress;

    @GET
    @PermitAll
    @Operation(operationId = "openUnsubscription", summary = "退订链接 Leads to the page that asks; changes nothing")
    @APIResponse(responseCode = "303", description = "前往退订页面 To the page with the button")
    public RestResponse<Void> open(
            @Parameter(description = "邮件中的令牌 The token in the message", example = "AZjA3noQcACAAAAAAAAAAQ")
                    String token) {
        return RestResponse.seeOther(URI.create("/unsubscribe#" + token.replaceAll("[^A-Za-z0-9_-]", "")));
    }

    @POST
    @PermitAll
    @Writes
    @Operation(
            operationId = "unsubscribe",
            summary = "退订提醒邮件 Turns digests off without signing in (RFC 8058); may be repeated")
    @APIResponse(responseCode = "204", description = "已退订 Turned off")
    public void unsubscribe(
            @Parameter(description = "邮件中的令牌 The token in the message", example = "AZjA3noQcACAAAAAAAAAAQ")
                    String token,
            @Context HttpServerRequest http) {
        limits.count("unsubscribe:" + addresses.of(http), Policy.perMinute("address", perAddress))
                .check();
        ReminderSettings settings = link.settings(token);
        audit.because("邮件中的退订链接 The link in a message");
        settings.turnOff();
        subscriptions.keep(settings);
    }
}
