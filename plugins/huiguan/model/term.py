"""The types of fields that take terms of a vocabulary. A club may add terms, never fields."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from huiguan.model.field import Line, Listed
from huiguan.model.vocabulary import OfVocabulary, unique

_Unique = AfterValidator(unique)

Platform = Annotated[Line, BeforeValidator(OfVocabulary("platforms"))]
Industry = Annotated[Line, BeforeValidator(OfVocabulary("industries"))]
BusinessModel = Annotated[Line, BeforeValidator(OfVocabulary("models"))]
ContentForm = Annotated[Line, BeforeValidator(OfVocabulary("content_forms"))]
Topic = Annotated[Line, BeforeValidator(OfVocabulary("topics"))]
Mechanism = Annotated[Line, BeforeValidator(OfVocabulary("mechanisms"))]
Role = Annotated[Line, BeforeValidator(OfVocabulary("roles"))]
Stage = Annotated[Line, BeforeValidator(OfVocabulary("stages"))]
Level = Annotated[Line, BeforeValidator(OfVocabulary("levels"))]
Depth = Annotated[Line, BeforeValidator(OfVocabulary("depths"))]
Persona = Annotated[Line, BeforeValidator(OfVocabulary("personas"))]
Service = Annotated[Line, BeforeValidator(OfVocabulary("services"))]
License = Annotated[Line, BeforeValidator(OfVocabulary("licenses"))]
Kpi = Annotated[Line, BeforeValidator(OfVocabulary("kpis"))]
Region = Annotated[Line, BeforeValidator(OfVocabulary("regions"))]
LanguageTag = Annotated[Line, BeforeValidator(OfVocabulary("languages"))]
EventKind = Annotated[Line, BeforeValidator(OfVocabulary("event_kinds"))]
OrganizationKind = Annotated[Line, BeforeValidator(OfVocabulary("organization_kinds"))]
GroupKind = Annotated[Line, BeforeValidator(OfVocabulary("group_kinds"))]
TemplateKind = Annotated[Line, BeforeValidator(OfVocabulary("template_kinds"))]
WhitepaperKind = Annotated[Line, BeforeValidator(OfVocabulary("whitepaper_kinds"))]

Platforms = Annotated[tuple[Platform, ...], Listed, _Unique]
Industries = Annotated[tuple[Industry, ...], Listed, _Unique]
BusinessModels = Annotated[tuple[BusinessModel, ...], Listed, _Unique]
ContentForms = Annotated[tuple[ContentForm, ...], Listed, _Unique]
Topics = Annotated[tuple[Topic, ...], Listed, _Unique]
Mechanisms = Annotated[tuple[Mechanism, ...], Listed, _Unique]
Roles = Annotated[tuple[Role, ...], Listed, _Unique]
Services = Annotated[tuple[Service, ...], Listed, _Unique]
Languages = Annotated[tuple[LanguageTag, ...], Listed, _Unique]
