package org.zhixing.chain;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.RECTIFICATION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;

/** Where something comes from, and what became of it. */
@Path("/api/v1/chain")
@Tag(name = RECTIFICATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ChainResource {
    @Inject
    ChainWalk walk;

    /** The link that is looked at: exactly one. */
    public static class Start {
        @QueryParam("contribution")
        public @Nullable UUID contribution;

        @QueryParam("requirement")
        public @Nullable UUID requirement;

        @QueryParam("criterion")
        public @Nullable UUID criterion;

        @QueryParam("finding")
        public @Nullable UUID finding;

        @QueryParam("item")
        public @Nullable UUID item;

        @QueryParam("outcome")
        public @Nullable UUID outcome;

        Map<ChainView.Kind, UUID> given() {
            Map<ChainView.Kind, UUID> given = new EnumMap<>(ChainView.Kind.class);
            put(given, ChainView.Kind.CONTRIBUTION, contribution);
            put(given, ChainView.Kind.REQUIREMENT, requirement);
            put(given, ChainView.Kind.CRITERION, criterion);
            put(given, ChainView.Kind.FINDING, finding);
            put(given, ChainView.Kind.ITEM, item);
            put(given, ChainView.Kind.OUTCOME, outcome);
            return given;
        }

        private static void put(Map<ChainView.Kind, UUID> given, ChainView.Kind kind, @Nullable UUID id) {
            if (id != null) {
                given.put(kind, id);
            }
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "getChain",
            summary =
                    "从哪里来、到哪里去 What led to a requirement, criterion, finding, item or outcome, and what follows; at most 200 links")
    public ChainView get(@BeanParam Start start) {
        Map<ChainView.Kind, UUID> given = start.given();
        if (given.size() != 1) {
            throw Refused.malformed("chain/one-start");
        }
        return given.entrySet().stream()
                .map(one -> walk.around(one.getKey(), one.getValue()))
                .findFirst()
                .orElseThrow();
    }
}
