package org.zhixing.audit;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.web.CallerAddress;
import org.zhixing.platform.web.RequestId;

/** What the record says of the current request or job besides what was changed. */
@RequestScoped
class RequestFacts {
    @Inject
    CurrentVertxRequest current;

    @Inject
    CallerAddress addresses;

    @Inject
    Instance<Doer.Source> doers;

    @Context
    ResourceInfo resource;

    private @Nullable String operation;
    private @Nullable String reason;
    private @Nullable UUID organization;
    private @Nullable Doer doer;
    private @Nullable UUID behalfId;
    private @Nullable String behalfName;
    private boolean anonymous;

    void operation(String name) {
        operation = name;
    }

    void reason(String text) {
        reason = text;
    }

    void at(@Nullable UUID place) {
        organization = place;
    }

    void doer(Doer somebody) {
        doer = somebody;
    }

    void anonymous() {
        anonymous = true;
    }

    void behalf(UUID id, String name) {
        behalfId = id;
        behalfName = name;
    }

    /** The operation's id in the contract, or the name of the job. */
    String operation() {
        if (operation == null) {
            RoutingContext request = current.getCurrent();
            Method method = request == null ? null : resource.getResourceMethod();
            Operation named = method == null ? null : method.getAnnotation(Operation.class);
            operation = named == null ? "service" : named.operationId();
        }
        return operation;
    }

    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    UUID organization() {
        return organization;
    }

    Doer doer() {
        if (anonymous) {
            return new Doer(Doer.Kind.NOBODY, null, null, null, null);
        }
        Doer acting = doer != null ? doer : doers.isResolvable() ? doers.get().current() : Doer.SERVICE;
        return behalfId == null ? acting : new Doer(acting.kind(), acting.id(), acting.name(), behalfId, behalfName);
    }

    @Nullable
    String address() {
        RoutingContext request = anonymous ? null : current.getCurrent();
        return request == null ? null : addresses.of(request.request());
    }

    @Nullable
    String requestId() {
        RoutingContext request = anonymous ? null : current.getCurrent();
        return request == null ? null : RequestId.of(request);
    }
}
