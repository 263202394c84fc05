using System.Globalization;
using Kkr.Workflow.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Kkr.Workflow.Functions.Http;

/// <summary>
/// A <c>multipart/form-data</c> body: one part of JSON, read like any other body, and files, which go to disk as they come in. Nothing is acted upon before
/// all of it is here; disposing it removes the files.
/// </summary>
internal sealed class MultipartBody : IAsyncDisposable
{
    /// <summary>The part that holds the fields, as <c>application/json</c>.</summary>
    public const string FieldsPart = "item";

    /// <summary>The name of every part that holds a file.</summary>
    public const string FilesPart = "attachments";

    /// <summary>How many files one form may hold.</summary>
    public const int MostFiles = 50;

    private readonly List<SpooledFile> files = [];

    private MultipartBody()
    {
    }

    /// <summary>The fields.</summary>
    public JsonBody Fields { get; private set; } = null!;

    /// <summary>The files, in the order in which they came.</summary>
    public IReadOnlyList<SpooledFile> Files => files;

    /// <summary>True for a request that sends such a form.</summary>
    public static bool Is(HttpRequest request) => BoundaryOf(request) is not null;

    /// <summary>Reads the form to its end; a refusal leaves no file behind.</summary>
    /// <param name="request">The request.</param>
    /// <param name="largestFile">Bytes of one file.</param>
    /// <param name="largestTotal">Bytes of all files together.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<Result<MultipartBody>> ReadAsync(HttpRequest request, long largestFile, long largestTotal, CancellationToken cancellation)
    {
        MultipartBody body = new();
        bool isWhole = false;
        try
        {
            Refusal? refusal = await body.FillAsync(new MultipartReader(BoundaryOf(request)!, request.Body), largestFile, largestTotal, cancellation);
            isWhole = refusal is null;
            return refusal is null ? body : refusal;
        }
        catch (BadHttpRequestException fault)
        {
            return RequestRefusals.OfBody(fault, largestTotal);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            return RequestRefusals.BodyBroken();
        }
        finally
        {
            if (!isWhole)
            {
                await body.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SpooledFile file in files)
        {
            await file.DisposeAsync();
        }
    }

    private async Task<Refusal?> FillAsync(MultipartReader reader, long largestFile, long largestTotal, CancellationToken cancellation)
    {
        while (await reader.ReadNextSectionAsync(cancellation) is { } part)
        {
            ContentDispositionHeaderValue? disposition = part.GetContentDispositionHeader();
            string name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).ToString();
            Refusal? refusal = name switch
            {
                FieldsPart when Fields is null => await TakeFieldsAsync(part, cancellation),
                FilesPart => await TakeFileAsync(part, FileNameOf(disposition!), largestFile, largestTotal, cancellation),
                _ => RequestRefusals.Unknown(RequestRefusals.Shorten(name)),
            };
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return Fields is null ? RequestRefusals.Missing(FieldsPart) : null;
    }

    private async Task<Refusal?> TakeFieldsAsync(MultipartSection part, CancellationToken cancellation)
    {
        // A form that a browser makes has no type for its fields.
        if (part.ContentType is { } type && !(MediaTypeHeaderValue.TryParse(type, out MediaTypeHeaderValue? parsed) && parsed.MediaType == "application/json"))
        {
            return RequestRefusals.MediaType(type);
        }

        Result<byte[]> bytes = await RequestBytes.ReadAsync(part.Body, JsonBody.Limit, cancellation);
        Result<JsonBody> read = bytes.Then(JsonBody.Parse);
        Fields = read.IsRefused ? Fields : read.Value;
        return read.Refusal;
    }

    private async Task<Refusal?> TakeFileAsync(MultipartSection part, string name, long largestFile, long largestTotal, CancellationToken cancellation)
    {
        if (files.Count == MostFiles)
        {
            return RequestRefusals.TooManyFiles(MostFiles);
        }

        long left = largestTotal - files.Sum(file => file.Content.Length);
        Result<SpooledFile> taken = await SpooledFile.TakeAsync(name, part.Body, Math.Min(largestFile, left), cancellation);
        if (taken.IsRefused)
        {
            Refusal tooLarge = left < largestFile ? RequestRefusals.TooLarge(largestTotal) : taken.Refusal;
            return tooLarge with { Field = string.Create(CultureInfo.InvariantCulture, $"{FilesPart}[{files.Count}]") };
        }

        files.Add(taken.Value);
        return null;
    }

    /// <summary>The name that the sender gave; some browsers send the folder too.</summary>
    private static string FileNameOf(ContentDispositionHeaderValue disposition)
    {
        string name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary
            ? boundary
            : null;
}
