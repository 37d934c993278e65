"""Where an event is: a place to go to, or an address to meet online."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from huiguan.model.field import Line, Number, Url, refuse
from huiguan.model.record import Part
from huiguan.model.visibility import Visibility


class Geo(Part):
    """A point on earth, WGS-84 degrees."""

    latitude: Annotated[Number, Field(ge=-90, le=90)]
    longitude: Annotated[Number, Field(ge=-180, le=180)]

    @model_validator(mode="before")
    @classmethod
    def _in_order(cls, value: Any) -> Any:
        """Names the two as swapped where the other way round they would be a point; maps of China give longitude first."""
        if isinstance(value, dict) and {"latitude", "longitude"} <= set(value):
            latitude, longitude = str(value["latitude"]), str(value["longitude"])
            if 90 < _degrees(latitude) <= 180 and _degrees(longitude) <= 90:
                raise refuse("EVENT-GEO-SWAPPED", wanted=f"{{latitude: {longitude}, longitude: {latitude}}}", latitude=latitude)
        return value


def _degrees(typed: str) -> float:
    """The size of an angle as typed, 0 where it is no number: that is reported at the field itself."""
    try:
        return abs(float(typed))
    except ValueError:
        return 0


class Venue(Part):
    """The place of an event on site.

    An edition that may not know it has the city alone: `name` is empty there and nowhere else.
    """

    name: Line
    address: Line | None = None
    city: Line | None = None
    district: Line | None = None
    geo: Geo | None = None
    map_url: Url | None = None
    transport: Line | None = None
    accessibility: Line | None = None
    visibility: Visibility | None = None
    """Who may know more of it than the city: without it everybody; of a date's own place nobody who may not know the series'."""

    @property
    def is_hidden(self) -> bool:
        """Whether the edition may know the city alone."""
        return not self.name

    def with_city_alone(self) -> "Venue":
        """The same for an edition that may not know where it is."""
        return Venue.model_construct(name="", city=self.city)


class Online(Part):
    """Where to meet online; the address itself is for members unless said otherwise."""

    platform: Line | None = None
    url: Url | None = None
    visibility: Visibility = Visibility.MEMBERS
