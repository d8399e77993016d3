package org.zhixing.rectification;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.RECTIFICATION;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.problem.Words;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.rectification.LedgerColumn.Line;
import org.zhixing.rectification.LedgerColumn.Said;

/** The ledger as a file, exactly as filtered. REP-1. */
@Path("/api/v1/rectification-items/export")
@Tag(name = RECTIFICATION)
@RunOnVirtualThread
public class LedgerExportResource {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String CSV = "text/csv";

    /** As many measures are fetched at once. */
    private static final int SOME = 200;

    @Inject
    Ledger ledger;

    @Inject
    Scope scope;

    @Inject
    Organizations organizations;

    @Inject
    AuditTrail audit;

    @Inject
    Words words;

    @Inject
    Clock clock;

    @Context
    HttpHeaders headers;

    @GET
    @Produces(XLSX)
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(
            operationId = "exportRectificationItems",
            summary = "导出整改台账 The ledger as a workbook or text, exactly as filtered",
            description = "sort: " + LedgerOrder.NAMES + ". The export is recorded.")
    @APIResponse(
            responseCode = "200",
            description = "台账 The ledger",
            content = {
                @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public RestResponse<StreamingOutput> export(
            @Valid @BeanParam LedgerFilter filter,
            @QueryParam("format")
                    @DefaultValue("xlsx")
                    @Pattern(regexp = "xlsx|csv")
                    @Parameter(description = "xlsx 或 csv", example = "xlsx")
                    String format,
            @QueryParam("sort") @Parameter(description = "排序，前缀 - 为倒序 Order, a leading - reverses") @Nullable
                    String sort) {
        LocalDate today = Times.today(clock);
        Organization top = organizations.get(filter.organization == null ? scope.highest() : filter.organization);
        Order<RectificationItem> order = LedgerOrder.named(sort);
        Listing<RectificationItem> wanted = ledger.matching(filter, today);
        Said said = new Said(words, words.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
        boolean workbook = format.equals("xlsx");
        String title = workbook ? said.of("title", campaigns(wanted), top.name(), today.toString()) : "";
        audit.read("Ledger", top.id(), top.id(), List.of("export"));
        String name = said.of("sheet") + "-" + today + "." + format;
        return RestResponse.ResponseBuilder.<StreamingOutput>ok(out -> {
                    try (LedgerSheet sheet = workbook
                            ? new LedgerSheet.Book(out, title, said, LedgerSheet.Book.ROWS_OF_A_SHEET)
                            : new LedgerSheet.Text(out, said)) {
                        write(sheet, wanted, order);
                    }
                })
                .header(HttpHeaders.CONTENT_TYPE, workbook ? XLSX : CSV + ";charset=UTF-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .build();
    }

    /** Reads some, writes them, forgets them. Between two batches no connection waits for a slow reader. */
    private void write(LedgerSheet sheet, Listing<RectificationItem> wanted, Order<RectificationItem> order)
            throws IOException {
        RectificationItem last = null;
        List<Line> lines;
        do {
            RectificationItem from = last;
            lines = QuarkusTransaction.requiringNew().call(() -> {
                List<RectificationItem> items = wanted.following(from, SOME, order);
                Map<UUID, String> notes = ledger.latestNotes(RectificationItem.ids(items));
                items.forEach(i -> i.measures().size());
                return items.stream().map(i -> new Line(i, notes.get(i.id()))).toList();
            });
            sheet.write(lines);
            last = lines.isEmpty() ? null : lines.getLast().item();
        } while (lines.size() == SOME);
    }

    /** Whose items these are; many campaigns are not named one by one. */
    private static String campaigns(Listing<RectificationItem> wanted) {
        List<String> names =
                wanted.grouped("c.name").stream().map(row -> (String) row[0]).toList();
        return names.size() > 3 ? "" : names.stream().collect(Collectors.joining("、"));
    }
}
