using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Mailing.Texts;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Http;

/// <summary>A refusal as RFC 9457 problem+json, with the field, the rule and the value beside the two sentences.</summary>
public sealed record Problem(string Type, string Title, int Status, string Detail, string English, string Code)
{
    public string? Field { get; init; }

    public string? Rule { get; init; }

    public string? Value { get; init; }

    /// <summary>Every refusal of the request, when there are several; the first is repeated above.</summary>
    public IReadOnlyList<Problem>? Errors { get; init; }

    public static IResult Of(Refusal refusal) => Of([refusal]);

    public static IResult Of(IReadOnlyList<Refusal> refusals)
    {
        Problem first = From(refusals[0]);
        return Answer(refusals.Count == 1 ? first : first with { Errors = [.. refusals.Select(From)] });
    }

    public static IResult Answer(Problem problem) =>
        Results.Json(problem, Wire.Options, "application/problem+json", problem.Status);

    private static Problem From(Refusal refusal) => new(
        $"urn:kkr-workflow:refusal:{refusal.Code}",
        TitleOf(refusal.Kind),
        StatusOf(refusal),
        refusal.Danish,
        refusal.English,
        refusal.Code)
    {
        Field = refusal.Field,
        Rule = refusal.Rule,
        Value = refusal.Value,
    };

    private static int StatusOf(Refusal refusal) => refusal.Code switch
    {
        Access.AccessRefusals.SignInCode => StatusCodes.Status401Unauthorized,
        RequestRefusals.TooLargeCode => StatusCodes.Status413PayloadTooLarge,
        RequestRefusals.MethodCode => StatusCodes.Status405MethodNotAllowed,
        RequestRefusals.NotAcceptableCode => StatusCodes.Status406NotAcceptable,
        RequestRefusals.MediaTypeCode => StatusCodes.Status415UnsupportedMediaType,
        RequestRefusals.OutdatedCode or RequestRefusals.ThereAlreadyCode => StatusCodes.Status412PreconditionFailed,
        RequestRefusals.VersionMissingCode => StatusCodes.Status428PreconditionRequired,
        MailPreviewsHttp.TooManyCode => StatusCodes.Status429TooManyRequests,
        RequestRefusals.KeyReusedCode => StatusCodes.Status422UnprocessableEntity,
        _ => refusal.Kind switch
        {
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.NotNow or RefusalKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        },
    };

    private static string TitleOf(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => "Findes ikke",
        RefusalKind.NotNow => "Ikke muligt nu",
        RefusalKind.Forbidden => "Ikke tilladt",
        RefusalKind.Conflict => "Ændret af en anden",
        _ => "Ugyldige oplysninger",
    };
}
