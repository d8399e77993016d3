package org.zhixing.identity.client;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import jakarta.annotation.security.RolesAllowed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.OAuthFlow;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;
import org.zhixing.identity.Role;

/** Says in the contract which operations are open to clients, and the scope each needs; the finish keeps it. */
@OpenApiFilter(stages = RunStage.BUILD, priority = ClientsInContract.BEFORE_THE_FINISH)
public class ClientsInContract implements OASFilter {
    static final int BEFORE_THE_FINISH = 10;
    private static final String SCHEME = "clientCredentials";

    private final Set<String> open = new HashSet<>();

    public ClientsInContract(IndexView classes) {
        for (AnnotationInstance operation : classes.getAnnotations(Operation.class)) {
            AnnotationInstance allowed = operation.target().asMethod().annotation(RolesAllowed.class);
            if (allowed != null && List.of(allowed.value().asStringArray()).contains(Role.Names.CLIENT)) {
                open.add(operation.value("operationId").asString());
            }
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        OAuthFlow flow = OASFactory.createOAuthFlow().tokenUrl(TokenResource.PATH);
        ClientScopes.KNOWN.forEach(flow::addScope);
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents()
                .addSecurityScheme(
                        SCHEME,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.OAUTH2)
                                .description("其他系统凭客户端凭据得到的令牌 The token that another system gets by client credentials")
                                .flows(OASFactory.createOAuthFlows().clientCredentials(flow)));
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> {
                    if (open.contains(operation.getOperationId())) {
                        operation.setSecurity(List.of(OASFactory.createSecurityRequirement()
                                .addScheme(SCHEME, ClientScopes.needed(method.name(), path))));
                    }
                }));
    }
}
