using System.Globalization;
using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Tests;

public class DanishTests
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("da-DK")]
    [InlineData("ar-SA")]
    public void Dates_WhateverTheCulture_AreWrittenTheSame(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Assert.Equal("17. november 2026", Danish.Date(new DateOnly(2026, 11, 17)));
            Assert.Equal("tirsdag den 17. november 2026", Danish.DateWithWeekday(new DateOnly(2026, 11, 17)));
            Assert.Equal("22. oktober 2026 kl. 12.00", Danish.DateTime(new DateOnly(2026, 10, 22), new TimeOnly(12, 0)));
            Assert.Equal("22. oktober 2026 kl. 12.00", Danish.DateTime(Midtjylland.Utc(2026, 10, 22, 10, 0), "Europe/Copenhagen"));
            Assert.Equal("9.30", Danish.Time(new TimeOnly(9, 30)));
            Assert.Equal("0.05", Danish.Time(new TimeOnly(0, 5)));
            Assert.Equal("9.30–12.00", Danish.Span(new TimeOnly(9, 30), new TimeOnly(12, 0)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a|b", "a og b")]
    [InlineData("a|b|c", "a, b og c")]
    public void List_OfParts_HasCommasAndAnAnd(string parts, string text) =>
        Assert.Equal(text, Danish.List(parts.Split('|', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void Dates_OfOneYear_NameTheYearOnce()
    {
        Assert.Equal("17. juni og 1. september 2026", Danish.Dates([new(2026, 9, 1), new(2026, 6, 17)]));
        Assert.Equal("17. november 2026 og 3. februar 2027", Danish.Dates([new(2026, 11, 17), new(2027, 2, 3)]));
    }

    [Theory]
    [InlineData(0, "ingen punkter")]
    [InlineData(1, "1 punkt")]
    [InlineData(12, "12 punkter")]
    public void Count_OfThings_PicksTheNoun(int number, string text) => Assert.Equal(text, Danish.Count(number, "punkt", "punkter"));
}
