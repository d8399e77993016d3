package org.zhixing.identity;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The organisation at which a role is held. */
@Schema(name = "HeldAt", description = "授权所在的党组织 The organisation at which a role is held")
public record HeldAt(
        @NotNull UUID id,
        @NotNull @Schema(examples = "柳溪村党支部") String name,

        @NotNull
        @Schema(
                examples = "BRANCH",
                enumeration = {"MUNICIPAL_COMMITTEE", "WORK_COMMITTEE", "COMMITTEE", "GENERAL_BRANCH", "BRANCH"})
        String kind) {
    static HeldAt of(Place place) {
        return new HeldAt(place.id(), place.name(), place.kind());
    }
}
