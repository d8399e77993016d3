package org.zhixing.campaign;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A campaign named in passing. */
@Schema(name = "CampaignRef")
public record CampaignRef(
        @NotNull UUID id,
        @NotNull @Schema(examples = "城郊工委先进性教育活动") String name) {
    public static CampaignRef of(Campaign c) {
        return new CampaignRef(c.id(), c.name());
    }
}
