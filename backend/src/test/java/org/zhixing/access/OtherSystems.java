package org.zhixing.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.zhixing.access.AccessTable.Place;
import org.zhixing.access.Actors.Actor;
import org.zhixing.identity.Role;
import org.zhixing.identity.client.ClientScopes;

/** The other systems of the world: one at each place with every scope there is, one with one of them, one with none. */
final class OtherSystems {
    private final AccessWorld world;
    private final Caller caller;
    private final Contract contract;

    OtherSystems(AccessWorld world, Caller caller, Contract contract) {
        this.world = world;
        this.caller = caller;
        this.contract = contract;
    }

    void join() {
        join(Place.INSIDE, world.near(), "branch");
        join(Place.PARENT, world.near(), "committee");
        join(Place.OUTSIDE, world.near(), "sibling");
        join(Place.FOREIGN, world.far(), "committee");
        join(Place.TOP, world.near(), "top");
        joinWith(Set.of("members:read"));
        joinWith(Set.of());
    }

    private void join(Place place, Tree tree, String at) {
        UUID client = client(place, tree, at);
        world.actors().add(Actors.holding(Role.CLIENT, place, client, token(client, place)));
    }

    /** Whatever its client may do, the token may do no more than its scopes. */
    private void joinWith(Set<String> scopes) {
        UUID client = client(Place.INSIDE, world.near(), "branch");
        Map<String, String> token = token(client, Place.INSIDE);
        world.change(
                "update access_token set scopes = '{" + String.join(",", scopes) + "}' where client_id = :id", client);
        world.actors().add(Actors.systemWith(scopes, contract, client, token));
    }

    /** A client is made by an administrator who reaches its organisation. */
    private Actor administrator(Place place) {
        return world.actors().the(Role.ADMIN, place == Place.FOREIGN ? Place.FOREIGN : Place.TOP);
    }

    private UUID client(Place place, Tree tree, String at) {
        String word = place == Place.INSIDE ? tree.branchWord : tree.committeeWord;
        Map<String, Object> body = Map.of(
                "organizationId",
                tree.thing(at),
                "name",
                "系统" + word,
                "scopes",
                List.copyOf(ClientScopes.KNOWN.keySet()),
                "requestsPerMinute",
                10_000);
        String client = caller.done(
                        Requests.of("POST", "/api-clients", "application/json", Requests.json(body)),
                        administrator(place))
                .path("id")
                .asText();
        if (place == Place.INSIDE) {
            tree.put("client " + client, client);
        }
        return UUID.fromString(client);
    }

    /** A token that lasts for as long as the tests do. */
    private Map<String, String> token(UUID client, Place place) {
        String secret = caller.done(
                        Requests.of("POST", "/api-clients/" + client + "/secrets", "", ""), administrator(place))
                .path("secret")
                .asText();
        Map<String, String> token = caller.token(client.toString(), secret);
        world.change("update access_token set expires_at = now() + interval '1 day' where client_id = :id", client);
        return token;
    }
}
