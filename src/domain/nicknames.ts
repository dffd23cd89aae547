const families =
  'Abigail Abby Abi|Alan Al|Albert Al Bert Bertie|Alexander Alex Alec Sandy Xander|Alexandra Alex Lexi Sandra|Alfred Alf Alfie Fred|Alison Ali|Amanda Mandy|Andrew Andy Drew|Angela Angie|Anthony Tony Ant|Barbara Barb Babs|Benjamin Ben Benny|Bernard Bernie|Bradley Brad|Caroline Carrie Caz|Catherine Cathy Cath Kate Katie Kitty|Charles Charlie Chas Chuck|Charlotte Lottie Charlie|Christina Chris Chrissie Tina|Christine Chris Chrissie Tina|Christopher Chris Kit Topher|Daniel Dan Danny|Danielle Dani|David Dave Davy|Deborah Deb Debbie Debs|Dominic Dom|Donald Don Donny|Dorothy Dot Dottie|Edward Ed Eddie Ted Teddy Ned|Eleanor Ellie Nell Nora|Elizabeth Liz Lizzie Beth Betty Betsy Eliza Libby|Emily Em Emmy|Emma Em|Francesca Fran Frankie Chessie|Frances Fran Frankie|Francis Frank Frankie|Frederick Fred Freddie|Gabriel Gabe|Gareth Gaz|Gary Gaz|Geoffrey Geoff|George Georgie|Georgina Georgie Gina|Gerald Gerry|Gillian Gill Gilly|Gregory Greg|Harold Harry|Harriet Hattie Harri|Helen Nell Nellie|Henry Harry Hal|Isabel Izzy Bella Belle|Isabella Izzy Bella Belle|Isobel Izzy Bella|Jacob Jake|Jacqueline Jackie Jacqui|James Jim Jimmy Jamie|Janet Jan|Jason Jase|Jennifer Jen Jenny|Jeremy Jez|Jessica Jess Jessie|Joanne Jo|Joanna Jo|John Jack Johnny|Jonathan Jon Jonny|Joseph Joe Joey|Josephine Jo Josie|Joshua Josh|Judith Judy|Julia Jules|Julie Jules|Katherine Kathy Kath Kate Katie Kitty|Kathleen Kath Kathy|Kenneth Ken Kenny|Kimberley Kim|Laura Lol|Lawrence Larry Laurie|Leonard Len Lenny Leo|Lewis Lew|Louise Lou|Lucinda Lucy Cindy|Madeleine Maddie Maddy|Margaret Maggie Meg Peggy Marge Madge|Martin Marty|Matthew Matt Matty|Megan Meg|Melanie Mel|Melissa Mel Missy|Michael Mick Mike Mickey Micky|Michelle Shell Chelle|Mohammed Mo|Muhammad Mo|Natalie Nat|Natasha Tasha|Nathan Nate|Nathaniel Nate Nat|Nicholas Nick Nicky|Nicola Nicky Nikki|Oliver Ollie Olly|Olivia Liv Livvy|Pamela Pam|Patricia Pat Patsy Trish Tricia|Patrick Paddy Pat|Penelope Penny|Peter Pete|Philip Phil|Phillip Phil|Rachel Rach|Raymond Ray|Rebecca Becky Becca Becks|Reginald Reg Reggie|Richard Rich Rick Ricky Dick|Robert Rob Robbie Bob Bobby Bert|Roger Rog|Ronald Ron Ronnie|Rosemary Rosie|Russell Russ|Samantha Sam Sammy|Samuel Sam Sammy|Sarah Sally|Sebastian Seb|Sharon Shaz|Sophia Sophie|Stanley Stan|Stephanie Steph|Stephen Steve Stevie|Steven Steve Stevie|Stuart Stu|Susan Sue Suzie|Suzanne Sue Suzie|Terence Terry|Theodore Theo Ted Teddy|Theresa Terri Tess Tessa|Thomas Tom Tommy|Timothy Tim Timmy|Tracey Trace|Valerie Val|Vanessa Nessa|Veronica Ronnie Vera|Victoria Vicky Vicki Tori|Vincent Vince Vinnie|Walter Walt Wally|William Will Bill Billy Willie Liam|Winifred Winnie|Yvonne Von|Zachary Zach Zac';

const shortFor: ReadonlyMap<string, readonly string[]> = new Map(
  families.split('|').map((family) => {
    const [given = '', ...short] = family.split(' ');
    return [given.toLowerCase(), short];
  }),
);

/** What somebody of a given name is also called, in England: "Liz" and "Beth" for "Elizabeth"; the case does not matter. */
export const nicknamesOf = (givenName: string): readonly string[] =>
  shortFor.get(givenName.toLowerCase()) ?? [];

/** Whether a word is a given name that people are often called by, or short for one. */
export const isCommonGivenName = (word: string): boolean => commonNames.has(word.toLowerCase());

const commonNames = new Set(families.toLowerCase().split(/[| ]/));
